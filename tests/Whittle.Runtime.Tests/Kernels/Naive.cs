namespace Whittle.Runtime.Tests.Kernels;

/// <summary>Index arithmetic written the plain way, for comparison.</summary>
internal static class Naive
{
    internal static int Product(IEnumerable<int> shape) => shape.Aggregate(1, (a, b) => a * b);

    internal static int[] Strides(int[] shape)
    {
        var strides = new int[shape.Length];
        for (var axis = 0; axis < shape.Length; axis++)
        {
            strides[axis] = Product(shape[(axis + 1)..]);
        }

        return strides;
    }

    /// <summary>The position of the element with this number, in row-major order.</summary>
    internal static int[] Position(int number, int[] shape)
    {
        var position = new int[shape.Length];
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            position[axis] = number % shape[axis];
            number /= shape[axis];
        }

        return position;
    }

    internal static int Offset(int[] position, int[] strides) => position.Zip(strides, (p, s) => p * s).Sum();

    internal static int[] RandomShape(Random random, int rank, int largest) => [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, largest + 1))];

    internal static int[] RandomPermutation(Random random, int rank)
    {
        var permutation = Enumerable.Range(0, rank).ToArray();
        random.Shuffle(permutation);
        return permutation;
    }

    internal static float[] RandomFloats(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 8) - 4))];
}
