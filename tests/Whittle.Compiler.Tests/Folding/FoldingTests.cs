using Whittle.Compiler.Evaluation;
using Whittle.Compiler.Importing;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Passes;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler.Tests.Folding;

/// <summary>What is computed at build time equals what ONNX Runtime computes.</summary>
public class FoldingTests
{
    public static TheoryData<int, string> Cases => [.. FoldingCases.All.Select((folding, i) => (i, folding.ToString()))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_EqualsOnnxRuntime(int number, string name)
    {
        var folding = FoldingCases.All[number];
        Assert.Equal(name, folding.ToString());
        var folded = Fold(folding);
        var types = folded.Select(tensor => Enum.GetValues<OnnxElementType>().Single(type => ElementTypeMap.FromOnnx(type) == tensor.Element)).ToArray();
        var expected = Reference.Run(folding.Model(stored: false, types), folding.Fed);
        Assert.Equal(expected.Count, folded.Count);
        for (var i = 0; i < folded.Count; i++)
        {
            Assert.Equal(expected[i].Dimensions, folded[i].Shape.Select(d => (long)d));
            Compare(expected[i].Bytes, folded[i], folding.Tolerance);
        }
    }

    [Fact]
    public void EveryOperatorThatFolds_HasACase()
    {
        var folding = OperatorTable.All.Where(op => op.GetType().GetMethod(nameof(Operator.Evaluate))!.DeclaringType != typeof(Operator)).Select(op => op.Name);
        Assert.Empty(folding.Except(FoldingCases.All.Select(folding => folding.Type)));
    }

    private static List<Tensor> Fold(FoldingCase folding)
    {
        var graph = folding.Model(stored: true, []).Import();

        // DequantizeLinear waits for the passes that look for it.
        new ConstantFolding().Run(graph);
        Assert.All(graph.Nodes, node => Assert.False(OperatorTable.Find(node.Domain, node.OperatorType)!.IsFolded));
        return [.. ReferenceEvaluator.Run(graph, [])];
    }

    private static void Compare(byte[] expected, Tensor actual, double tolerance)
    {
        if (actual.Element is not (ElementType.Float32 or ElementType.Float64))
        {
            Assert.Equal(expected, actual.Bytes.ToArray());
            return;
        }

        var (want, have) = (new Tensor(actual.Type, expected).ToDoubles(), actual.ToDoubles());
        for (var i = 0; i < want.Length; i++)
        {
            var near = want[i].Equals(have[i]) || Math.Abs(want[i] - have[i]) <= tolerance * Math.Max(Math.Abs(want[i]), 0.05);
            Assert.True(near, $"element {i}: {have[i]:R} instead of {want[i]:R}");
        }
    }
}
