using Whittle.Runtime.Kernels;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Tests.Kernels;

/// <summary>Calls the kernels as generated code does: spans from scratch memory, named arguments, no type arguments. That this compiles is half of the test.</summary>
public class NamedArgumentsTests
{
    [Fact]
    public void Calls_OnSpans_InferTheirTypes()
    {
        using var scratch = ScratchPool.Rent(1024);
        Span<float> a = scratch.Get<float>(0, 6);
        Span<float> b = scratch.Get<float>(64, 6);
        Span<int> n = scratch.Get<int>(128, 6);
        Span<long> indices = scratch.Get<long>(192, 2);
        Span<bool> flags = scratch.Get<bool>(256, 6);
        ReadOnlySpan<float> row = [1f, 2f, 3f];

        Fill.Run(output: a, value: -2f);
        Unary.Run(input: a, output: b, operation: new LeakyRelu(alpha: 0.5f));
        Binary.Run(left: b, right: row, output: b, operation: new Add<float>(), outputShape: [2, 3], leftStrides: [3, 1], rightStrides: [0, 1]);
        Assert.Equal([0f, 1f, 2f, 0f, 1f, 2f], b.ToArray());
        Binary.Run(left: b, right: 2f, output: a, operation: new Multiply<float>());
        Binary.Run(left: 1f, right: a, output: a, operation: new Subtract<float>());
        Binary.Run(left: a, right: b, output: a, operation: new Max<float>());
        Compare.Run(left: a, right: b, output: flags, operation: new Greater<float>());
        Where.Run(condition: flags, left: a, right: b, output: a);
        Assert.Equal([1f, 1f, 2f, 1f, 1f, 2f], a.ToArray());
        Cast.Run(input: a, output: n);
        Unary.Run(input: n, output: n, operation: new Negate<int>());
        Binary.Run(left: n, right: 5, output: n, operation: new Modulo<int>());
        Assert.Equal([4, 4, 3, 4, 4, 3], n.ToArray());
        Transpose.Run(input: b, output: a, shape: [2, 3], permutation: [1, 0]);
        ArgMax.Run(input: a, output: indices, outer: 1, axisLength: 3, inner: 2, selectLastIndex: false);
        Gather.Run(input: a, indices: indices, output: b[..2], outer: 1, axisLength: 6, inner: 1);
        Assert.Equal([2f, 2f], indices.ToArray().Select(i => (float)i));
        Reduce.Run(input: a, output: b[..2], reducer: new ReduceSum<float>(), shape: [3, 2], reduced: [true, false]);
        Assert.Equal([3f, 3f], b[..2].ToArray());
        Reduce.Run(input: n, output: n[..1], reducer: new ReduceMax<int>(), shape: [6], reduced: [true]);
        Predicate.Run(input: a, output: flags, operation: new IsNaN());
        Unary.Run(input: flags, output: flags, operation: new LogicalNot());
        Cast.Run(input: flags, output: a);
        Assert.Equal(1f, a[5]);
        Cast.Run(input: a, output: flags);
        Pad.Run(input: row, output: a[..5], shape: [3], padsBefore: [1], padsAfter: [1], mode: PadMode.Constant, value: 0f);
        Slice.Run(input: a, output: b[..2], shape: [6], starts: [4], steps: [-2], outputShape: [2]);
        Assert.Equal([0f, 2f], b[..2].ToArray());
    }
}
