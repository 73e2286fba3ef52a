using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler.Tests;

/// <summary>Tiny layers become one step that carries their weights.</summary>
public class UnrolledTests
{
    [Fact]
    public void Compile_TinyPerceptron_IsOneStepWithoutMemory()
    {
        var plan = Compile([4, 16, 3]);
        var call = Assert.Single(plan.Steps).Call;
        Assert.Equal("Unrolled.Run", call.Target);
        Assert.Equal(["input", "output", "layer1", "layer2"], call.Arguments.Select(argument => argument.Name));
        Assert.Equal([new PlanValue.Input(0), new PlanValue.Output(0)], call.Arguments.Take(2).Select(argument => argument.Value));
        Assert.Equal((0, 0, 0L), (plan.Buffers.Count, plan.Tensors.Count, plan.WeightsBytes));
        Assert.All(plan.Layers, layer => Assert.Equal("UnrolledFullyConnectedFloat", layer.Kernel));
        var first = Assert.IsType<PlanValue.Construct>(call.Arguments[2].Value).Call;
        Assert.Equal(new PlanValue.Float(0), first.Arguments.Single(argument => argument.Name == "minimum").Value);

        // Weight [output 1, input 2] of a matrix that counts up by rows of [inputs, outputs].
        Assert.Equal((2 * 16) + 1, ((PlanValue.Floats)first.Arguments.Single(argument => argument.Name == "weights").Value).Values[(1 * 4) + 2]);
        Assert.Equal(plan, PlanReader.Read(PlanWriter.Write(plan)));
    }

    [Fact]
    public void Compile_HiddenValueThatIsAnOutputToo_IsNotJoined()
    {
        var plan = Compile([4, 16, 3], keepHidden: true);
        Assert.Equal(2, plan.Steps.Count(step => step.Call.Target == "Unrolled.Run"));
        Assert.Equal(2, plan.Outputs.Count);
    }

    [Fact]
    public void Compile_LargeLayerBetween_KeepsItsKernel()
    {
        var plan = Compile([8, 8, 400, 2, 2]);
        Assert.Equal(["Unrolled.Run", "o0.Run", "o1.Run", "Unrolled.Run"], plan.Steps.Select(step => step.Call.Target));
    }

    [Fact]
    public void Compile_TinyIntegerPerceptron_IsOneStepWithoutMemory()
    {
        var plan = CompileIntegers();
        var call = Assert.Single(plan.Steps).Call;
        Assert.Equal(["Quantize", "FullyConnected", "FullyConnected"], Links(call).Select(link => link.Target));
        Assert.Equal((0, 0, 0, 0L), (plan.Buffers.Count, plan.Tensors.Count, plan.Shapes.Count, plan.WeightsBytes));
        Assert.Equal(["UnrolledFullyConnectedInt8", "UnrolledFullyConnectedInt8Dynamic"], plan.Layers.Select(layer => layer.Kernel));
        Assert.All(plan.Layers, layer => Assert.StartsWith("tiny: ", layer.Reason, StringComparison.Ordinal));
        Assert.Equal(plan, PlanReader.Read(PlanWriter.Write(plan)));
    }

    [Theory]
    [InlineData(5, 130, true)]
    [InlineData(5, 5, false)]
    public void Compile_BytesThatMeanOtherNumbersBehind_AreNotPassedOn(int zero, int readAs, bool apart)
    {
        var plan = CompileIntegers(zero, readAs);
        Assert.Equal(apart, plan.Steps.Any(step => step.Call.Target.StartsWith("QuantizeLinear", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1 << 22, true)]
    [InlineData(1 << 24, false)]
    public void Compile_SumsThatFloatsCannotHold_KeepTheirKernel(int bias, bool unrolled) =>
        Assert.Equal(unrolled, CompileIntegers(bias: bias).Layers[0].Kernel == "UnrolledFullyConnectedInt8");

    private static IEnumerable<PlanCall> Links(PlanCall call) => call.Arguments.Skip(2).Select(argument => ((PlanValue.Construct)argument.Value).Call);

    /// <summary>4-6-2 between QuantizeLinear and DequantizeLinear.</summary>
    /// <param name="zero">Zero point that the input is quantized with.</param>
    /// <param name="readAs">Zero point that it is dequantized with, if another.</param>
    /// <param name="bias">Of every sum of the first layer.</param>
    private static ModelPlan CompileIntegers(int zero = 128, int? readAs = null, int bias = 7)
    {
        var model = new OnnxModel { IrVersion = 8 };
        model.OperatorSets.Add(new OnnxOperatorSet("", 17));
        model.Graph.Name = "tiny";
        model.Graph.Inputs.Add(Value("x", 4));
        var graph = model.Graph;
        graph.Initializers.Add(OnnxTensor.FromFloats("s", [], [0.05f]));
        graph.Initializers.Add(OnnxTensor.FromFloats("bs", [], [0.0025f]));
        foreach (var (name, value) in new[] { ("z", zero), ("r", readAs ?? zero), ("z1", 0) })
        {
            graph.Initializers.Add(OnnxTensor.FromBytes(name, [], [(byte)value]));
        }

        graph.Initializers.Add(OnnxTensor.FromInt32s("b", [6], [.. Enumerable.Repeat(bias, 6)]));
        graph.Initializers.Add(OnnxTensor.FromSBytes("w1", [4, 6], [.. Enumerable.Range(-12, 24).Select(value => (sbyte)value)]));
        graph.Initializers.Add(OnnxTensor.FromSBytes("w2", [6, 2], [.. Enumerable.Range(-6, 12).Select(value => (sbyte)value)]));
        graph.Nodes.Add(Node("QuantizeLinear", ["x", "s", "z"], "xq"));
        graph.Nodes.Add(Node("DequantizeLinear", ["xq", "s", "r"], "xd"));
        graph.Nodes.Add(Node("DequantizeLinear", ["w1", "s"], "wd1"));
        graph.Nodes.Add(Node("DequantizeLinear", ["w2", "s"], "wd2"));
        graph.Nodes.Add(Node("DequantizeLinear", ["b", "bs"], "bd"));
        graph.Nodes.Add(Node("Gemm", ["xd", "wd1", "bd"], "g"));
        graph.Nodes.Add(Node("QuantizeLinear", ["g", "s", "z1"], "gq"));
        graph.Nodes.Add(Node("DequantizeLinear", ["gq", "s", "z1"], "gd"));
        graph.Nodes.Add(Node("MatMul", ["gd", "wd2"], "y"));
        graph.Outputs.Add(Value("y", 2));
        var plan = ModelCompiler.Compile(OnnxWriter.Write(model), "tiny.onnx", new CompileOptions()).Plan;
        Assert.Empty(plan.Errors);
        return plan;
    }

    private static ModelPlan Compile(int[] sizes, bool keepHidden = false)
    {
        var model = new OnnxModel { IrVersion = 8 };
        model.OperatorSets.Add(new OnnxOperatorSet("", 17));
        model.Graph.Name = "tiny";
        model.Graph.Inputs.Add(Value("x0", sizes[0]));
        for (var i = 1; i < sizes.Length; i++)
        {
            var count = sizes[i - 1] * sizes[i];
            model.Graph.Initializers.Add(OnnxTensor.FromFloats($"w{i}", [sizes[i - 1], sizes[i]], [.. Enumerable.Range(0, count).Select(k => (float)k)]));
            model.Graph.Initializers.Add(OnnxTensor.FromFloats($"b{i}", [sizes[i]], new float[sizes[i]]));
            model.Graph.Nodes.Add(Node("Gemm", [$"x{i - 1}", $"w{i}", $"b{i}"], $"h{i}"));
            model.Graph.Nodes.Add(Node("Relu", [$"h{i}"], $"x{i}"));
        }

        model.Graph.Outputs.Add(Value($"x{sizes.Length - 1}", sizes[^1]));
        if (keepHidden)
        {
            model.Graph.Outputs.Add(Value("x1", sizes[1]));
        }

        var plan = ModelCompiler.Compile(OnnxWriter.Write(model), "tiny.onnx", new CompileOptions()).Plan;
        Assert.Empty(plan.Errors);
        return plan;
    }

    private static OnnxNode Node(string type, string[] inputs, string output)
    {
        var node = new OnnxNode { Name = output, OperatorType = type };
        node.Inputs.AddRange(inputs);
        node.Outputs.Add(output);
        return node;
    }

    private static OnnxValueInfo Value(string name, long length) =>
        new() { Name = name, ElementType = OnnxElementType.Float, Shape = [OnnxDimension.Fixed(1), OnnxDimension.Fixed(length)] };
}
