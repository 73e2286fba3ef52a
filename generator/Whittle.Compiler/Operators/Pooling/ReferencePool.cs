using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Linear;
using Whittle.Compiler.Passes.Layout;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary>Pools at build time, on [batch, channels, spatial …], of the forms that have an image form; null for others.</summary>
internal static class ReferencePool
{
    /// <summary>The greatest element of each window.</summary>
    public static Tensor?[]? Maximum(Node node, Tensor input) => Windows(node, input, (sum, maximum, real, all) => maximum, includePads: false);

    /// <summary>The mean of each window, over its real elements or over padding too.</summary>
    public static Tensor?[]? Average(Node node, Tensor input)
    {
        var includePads = node.Attributes.Flag("count_include_pad", false);
        return Windows(node, input, (sum, maximum, real, all) => sum / (includePads ? all : real), includePads);
    }

    /// <summary>One value for each channel of each image.</summary>
    public static Tensor?[] Global(Node node, Tensor input, Func<IEnumerable<double>, double> reduce)
    {
        var values = input.ToDoubles();
        var size = input.Shape.Product(2, input.Shape.Rank);
        var planes = Enumerable.Range(0, values.Length / Math.Max(1, size)).Select(plane => reduce(new ArraySegment<double>(values, plane * size, size)));
        return [Tensor.FromDoubles(node.Output.KnownType, [.. planes])];
    }

    private static Tensor?[]? Windows(Node node, Tensor input, Func<float, float, int, int, float> result, bool includePads)
    {
        if (!ImageForm.Exists(node))
        {
            return null;
        }

        var geometry = WindowPool.Geometry(new InferenceContext(node)).AsImage();
        var (height, width) = input.Shape.Rank == 4 ? (input.Shape[2], input.Shape[3]) : (1, input.Shape[2]);
        var values = input.ToFloats();
        var (rows, columns) = (geometry.Output[0], geometry.Output[1]);
        var outputs = new double[node.Output.Shape.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            var plane = values.AsSpan(i / (rows * columns) * height * width, height * width);
            outputs[i] = Window(plane, geometry, i / columns % rows, i % columns, height, width, includePads, result);
        }

        return [Tensor.FromDoubles(node.Output.KnownType, outputs)];
    }

    private static float Window(
        ReadOnlySpan<float> plane,
        ConvolutionGeometry geometry,
        int row,
        int column,
        int height,
        int width,
        bool includePads,
        Func<float, float, int, int, float> result)
    {
        var (sum, maximum, real, all) = (0f, float.NegativeInfinity, 0, 0);
        for (var i = 0; i < geometry.Kernel[0]; i++)
        {
            var y = (row * geometry.Strides[0]) - geometry.PadsBefore[0] + (i * geometry.Dilations[0]);
            for (var j = 0; j < geometry.Kernel[1]; j++)
            {
                var x = (column * geometry.Strides[1]) - geometry.PadsBefore[1] + (j * geometry.Dilations[1]);
                all += includePads && y < height + geometry.PadsAfter[0] && x < width + geometry.PadsAfter[1] ? 1 : 0;
                if ((uint)y < (uint)height && (uint)x < (uint)width)
                {
                    var value = plane[(y * width) + x];
                    sum += value;
                    maximum = value > maximum || float.IsNaN(value) ? value : maximum;
                    real++;
                }
            }
        }

        return result(sum, maximum, real, all);
    }
}
