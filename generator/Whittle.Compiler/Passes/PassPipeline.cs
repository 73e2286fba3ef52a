using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes.Layers;
using Whittle.Compiler.Passes.Layout;
using Whittle.Compiler.Passes.Quantization;

namespace Whittle.Compiler.Passes;

/// <summary>The passes in their order, each with the reason for its place. A bracketed group repeats until none of it changes anything.</summary>
internal static class PassPipeline
{
    private static readonly IGraphPass[][] Stages =
    [
        // What the model may write in forms that the patterns and kernels do not know.
        [new PowTypes(), new ChannelSlopes()],

        // Aliases would hide patterns from everything below.
        [new Simplification(), new DeadNodes()],

        // Before activation fusion and constant folding: the patterns need DequantizeLinear of weights, and Relu before QuantizeLinear, as the model has them.
        [new UnsignedActivations()],
        [new DequantizeSinking(), new PadSinking()],
        [new QdqConvolution(), new QdqFullyConnected(), new QdqElementwise(), new QdqConcat()],

        // After the layers took their QuantizeLinear: what is left between two 8-bit values is a table or nothing. Sinking again lets more pairs meet.
        [new QdqTable(), new DequantizeSinking(), new DeadNodes()],
        [new DynamicFullyConnected(), new DynamicActivations()],

        // Weights that stayed float are folded now.
        [new ConstantFolding(), new DeadNodes()],

        // Normalization first, so that a bias fusion or fully connected layer sees the final weights.
        [new BatchNormalizationFolding(), new BiasFusion()],

        // What the patterns above did not want whole is taken apart for the kernels.
        [new GemmParts(), new MatMulBroadcast(), new RunTimeLimits(), new ResizeAxes()],
        [new FullyConnectedLayers(), new IntegerFullyConnected()],
        [new ActivationFusion()],
        [new SignLayers(), new DeadNodes()],

        // Last, because the patterns above are written for the layout of the model.
        [new ChannelsLast()],
        [new TransposeComposition(), new TransposePropagation(), new DynamicQuantizePropagation(), new Simplification(), new DeadNodes()],
        [new FlattenAbsorption(), new DeadNodes(), new TransposeComposition()],

        // Only now is it known which transpositions stayed before a convolution.
        [new PlanarImages(), new DeadNodes()],

        // Behind everything that changes weights: how well rows pack depends on where their columns ended up.
        [new SparseRowOrder()],

        // Last: the passes above know convolutions, sums and activations one by one.
        [new ResidualAddition(), new AddActivation()],
    ];

    public static void Run(Graph graph)
    {
        foreach (var stage in Stages)
        {
            var changed = true;
            while (changed)
            {
                changed = false;
                foreach (var pass in stage)
                {
                    if (pass.Run(graph))
                    {
                        changed = true;
                        GraphVerifier.Verify(graph, pass.Name);
                    }
                }
            }
        }
    }
}
