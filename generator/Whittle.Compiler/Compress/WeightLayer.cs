using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;
using Whittle.Compiler.Passes.Layout;
using Whittle.Plan;

namespace Whittle.Compiler.Compress;

/// <summary>A convolution or matrix product with float weights, and what compression did to it.</summary>
internal sealed class WeightLayer
{
    private readonly int _run;
    private readonly int _outputs;

    private WeightLayer(Node node, Tensor weights, int axis)
    {
        Node = node;
        Axis = axis;
        Original = weights;
        Weights = weights.ToFloats();

        // Asked for every weight.
        _run = weights.Shape.Product(axis + 1, weights.Shape.Rank);
        _outputs = weights.Shape[axis];
    }

    /// <summary>The Conv, Gemm or MatMul. Quantization puts another one in its place.</summary>
    public Node Node { get; set; }

    public string Name => Node.Name;

    /// <summary>The weights as they were.</summary>
    public Tensor Original { get; }

    public TensorShape Shape => Original.Shape;

    /// <summary>The axis of the weights that runs over the outputs.</summary>
    public int Axis { get; }

    public int Outputs => _outputs;

    /// <summary>The weights as they are now, real values.</summary>
    public float[] Weights { get; set; }

    /// <summary>The weights in units of <see cref="Scales"/>, once they are quantized.</summary>
    public sbyte[]? Quantized { get; set; }

    /// <summary>One for each output, once the weights are quantized.</summary>
    public float[] Scales { get; set; } = [];

    /// <summary>What was done, in words.</summary>
    public List<string> Done { get; } = [];

    /// <summary>The layers of a graph in its order.</summary>
    public static IReadOnlyList<WeightLayer> Find(Graph graph) => [.. graph.Nodes.Select(Of).OfType<WeightLayer>()];

    /// <summary>The output that a weight belongs to.</summary>
    public int OutputOf(int index) => index / _run % _outputs;

    private static WeightLayer? Of(Node node)
    {
        if (node.InputOrNull(1)?.Constant is not { Element: ElementType.Float32, Length: > 0 } weights)
        {
            return null;
        }

        return node.Is("Conv") ? (ImageForm.Exists(node) ? new WeightLayer(node, weights, 0) : null)
            : LinearLayer.Match(node) is { } linear ? new WeightLayer(node, weights, linear.OutputsFirst ? 0 : 1)
            : null;
    }
}
