using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler.Tests;

/// <summary>int8 weights of few distinct values get a kernel that decodes them, in amounts where that pays.</summary>
public class SharedWeightsTests
{
    [Theory]
    [InlineData(1, 64, 64, 2, "CodebookFullyConnectedInt8Accumulate")]
    [InlineData(1, 32, 64, 2, "FullyConnectedInt8Accumulate")]
    [InlineData(1, 64, 64, 16, "FullyConnectedInt8Accumulate")]
    [InlineData(1, 1024, 1024, 16, "CodebookFullyConnectedInt8Accumulate")]
    [InlineData(1, 1024, 1024, 17, "FullyConnectedInt8Accumulate")]
    [InlineData(4, 1024, 1024, 16, "FullyConnectedInt8Accumulate")]
    public void Compile_MatMulInteger_GetsTheKernelThatPays(int rows, int inputs, int outputs, int distinct, string kernel)
    {
        var model = new OnnxModel { IrVersion = 8 };
        model.OperatorSets.Add(new OnnxOperatorSet("", 17));
        model.Graph.Name = "shared";
        model.Graph.Inputs.Add(Value("x", OnnxElementType.UInt8, rows, inputs));
        model.Graph.Outputs.Add(Value("y", OnnxElementType.Int32, rows, outputs));
        var weights = Enumerable.Range(0, inputs * outputs).Select(i => (sbyte)((i * 7 % distinct) + 1)).ToArray();
        model.Graph.Initializers.Add(OnnxTensor.FromSBytes("w", [inputs, outputs], weights));
        var node = new OnnxNode { Name = "fc", OperatorType = "MatMulInteger" };
        node.Inputs.AddRange(["x", "w"]);
        node.Outputs.Add("y");
        model.Graph.Nodes.Add(node);

        var plan = ModelCompiler.Compile(OnnxWriter.Write(model), "shared.onnx", new CompileOptions()).Plan;
        Assert.Empty(plan.Errors);
        Assert.Equal(kernel, Assert.Single(plan.Layers).Kernel);
        var call = Assert.Single(plan.Objects).Constructor;
        Assert.Equal(kernel, call.Target);
        var isCodebook = kernel.StartsWith("Codebook", StringComparison.Ordinal);
        Assert.Equal(isCodebook ? new PlanValue.TensorIndices(0) : (PlanValue)new PlanValue.Tensor(0), call.Arguments[0].Value);
        if (isCodebook)
        {
            Assert.Equal(new PlanArgument("codebook", new PlanValue.TensorCodebook(0)), call.Arguments[1]);
            Assert.StartsWith("codebook", plan.Tensors[0].Encoding, StringComparison.Ordinal);
        }
    }

    private static OnnxValueInfo Value(string name, OnnxElementType type, params long[] shape) =>
        new() { Name = name, ElementType = type, Shape = [.. shape.Select(OnnxDimension.Fixed)] };
}
