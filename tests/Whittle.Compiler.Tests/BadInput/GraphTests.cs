using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.BadInput;

public class GraphTests
{
    [Fact]
    public void Cycle_NamesANodeOnIt() => Refused.As(
        ErrorIds.CyclicGraph, "n1", Model().Node("Add", "x b", "a").Node("Relu", "a", "b").Output("b"), "2 nodes form a cycle");

    [Fact]
    public void NodeOnItself_IsACycle() => Refused.As(ErrorIds.CyclicGraph, "n1", Model().Node("Add", "x a", "a").Output("a"), "1 nodes");

    [Fact]
    public void MissingValue_IsNamed() => Refused.As(ErrorIds.MissingValue, "n1", Model().Node("Add", "x lost", "y").Output("y"), "Add reads 'lost'");

    [Fact]
    public void MissingInitializer_IsNamed() => Refused.As(ErrorIds.MissingValue, "n1", Model().Node("Gemm", "x w", "y").Output("y"), "Gemm reads 'w'");

    [Fact]
    public void MissingOutput_IsNamed() => Refused.As(ErrorIds.MissingValue, "", Model().Output("z"), "'z' is neither computed nor stored");

    [Fact]
    public void ResultDefinedTwice_IsNamed() =>
        Refused.As(ErrorIds.NotReadable, "", Model().Node("Abs", "x", "r").Output("r"), "'r' of node 'n1' is defined twice");

    [Fact]
    public void InitializerDefinedTwice_IsNamed() =>
        Refused.As(ErrorIds.NotReadable, "", Model().Floats("w", 1).Floats("w", 2).Output("r"), "'w' of initializer");

    [Fact]
    public void InputDefinedTwice_IsNamed() => Refused.As(ErrorIds.NotReadable, "", Model().Input("x", 3).Output("r"), "'x' of input");

    [Fact]
    public void ResultNamedAsInput_IsNamed() => Refused.As(ErrorIds.NotReadable, "", Model().Node("Abs", "r", "x").Output("x"), "'x' of node 'n1'");

    [Fact]
    public void ValueWithoutName_IsRefused() => Refused.As(ErrorIds.NotReadable, "", Model().Floats("", 1).Output("r"), "no name");

    [Fact]
    public void NodesOutOfOrder_AreSorted() => Assert.True(Model().Node("Relu", "late", "y").Node("Abs", "r", "late").Output("y").Compile().Succeeded);

    [Fact]
    public void SparseConstant_WithIndexOutside_IsNamed() => Refused.As(ErrorIds.ShapeMismatch, "", Sparse([5], [1], [2, 2]), "'s'", "[2, 2]");

    [Fact]
    public void SparseConstant_WithTooFewIndices_IsNamed() => Refused.As(ErrorIds.ShapeMismatch, "", Sparse([1], [1, 2], [2, 2]), "2 values and 1 indices");

    [Fact]
    public void SparseConstant_OfGigabytes_IsRefused() => Refused.As(ErrorIds.ShapeMismatch, "", Sparse([1], [1], [int.MaxValue]), "[2147483647]");

    /// <summary>n0 computes r from x.</summary>
    private static TestModel Model() => new TestModel().Input("x", 3).Node("Relu", "x", "r");

    private static TestModel Sparse(long[] indices, float[] values, long[] shape)
    {
        var model = new TestModel().Input("x", 2).Node("Add", "x s", "y").Output("y");
        model.Graph.SparseInitializers.Add(new OnnxSparseTensor
        {
            Values = OnnxTensor.FromFloats("s", [values.Length], values),
            Indices = OnnxTensor.FromInt64s("", [indices.Length], indices),
            Dimensions = shape,
        });
        return model;
    }
}
