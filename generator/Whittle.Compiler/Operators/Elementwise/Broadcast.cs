using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Multidirectional broadcasting as ONNX defines it.</summary>
internal static class Broadcast
{
    /// <summary>The common shape, or null when two dimensions differ and neither is 1.</summary>
    public static int[]? Shape(params TensorShape[] shapes)
    {
        var rank = shapes.Max(shape => shape.Rank);
        var result = new int[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var dimension = 1;
            foreach (var shape in shapes)
            {
                var own = axis - (rank - shape.Rank);
                if (own < 0 || shape[own] == 1)
                {
                    continue;
                }

                if (dimension != 1 && dimension != shape[own])
                {
                    return null;
                }

                dimension = shape[own];
            }

            result[axis] = dimension;
        }

        return result;
    }

    /// <summary>Strides in elements of <paramref name="shape"/> under the broadcast shape; 0 where it repeats.</summary>
    public static int[] Strides(TensorShape shape, int[] broadcast)
    {
        var own = shape.Strides();
        var strides = new int[broadcast.Length];
        for (var axis = 0; axis < broadcast.Length; axis++)
        {
            var source = axis - (broadcast.Length - shape.Rank);
            strides[axis] = source < 0 || shape[source] == 1 ? 0 : own[source];
        }

        return strides;
    }

    /// <summary>Merges neighbouring dimensions that every operand walks in one stride, and drops those of length 1: fewer, longer inner loops.</summary>
    public static (int[] Shape, int[][] Strides) Collapse(int[] shape, params int[][] strides)
    {
        var dimensions = new List<int>();
        var walks = strides.Select(_ => new List<int>()).ToArray();
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] == 1)
            {
                continue;
            }

            var last = dimensions.Count - 1;
            var here = axis;
            if (last >= 0 && Enumerable.Range(0, strides.Length).All(i => walks[i][last] == strides[i][here] * shape[here]))
            {
                dimensions[last] *= shape[axis];
                for (var i = 0; i < strides.Length; i++)
                {
                    walks[i][last] = strides[i][axis];
                }

                continue;
            }

            dimensions.Add(shape[axis]);
            for (var i = 0; i < strides.Length; i++)
            {
                walks[i].Add(strides[i][axis]);
            }
        }

        if (dimensions.Count == 0)
        {
            dimensions.Add(1);
            foreach (var walk in walks)
            {
                walk.Add(1);
            }
        }

        return ([.. dimensions], Array.ConvertAll(walks, walk => walk.ToArray()));
    }

    /// <summary>Index into an operand for each element of the broadcast result.</summary>
    public static int[] Indices(TensorShape shape, int[] broadcast)
    {
        var strides = Strides(shape, broadcast);
        var indices = new int[broadcast.Aggregate(1, (product, dimension) => product * dimension)];
        if (shape.Length == indices.Length || shape.Length == 1)
        {
            for (var i = 0; i < indices.Length; i++)
            {
                indices[i] = shape.Length == 1 ? 0 : i;
            }

            return indices;
        }

        var position = new int[broadcast.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            var index = 0;
            for (var axis = 0; axis < position.Length; axis++)
            {
                index += position[axis] * strides[axis];
            }

            indices[i] = index;
            for (var axis = position.Length - 1; axis >= 0 && ++position[axis] == broadcast[axis]; axis--)
            {
                position[axis] = 0;
            }
        }

        return indices;
    }
}
