namespace Whittle.Benchmarks.Compilation;

/// <summary>A generated class behind spans; a class written beside it implements this, so that a loop of calls has nothing of the harness in it.</summary>
public interface ICompiledNet
{
    /// <summary>Calls Predict a number of times.</summary>
    void Run(ReadOnlySpan<float> input, Span<float> output, int times);

    /// <summary>Calls PredictBatch once.</summary>
    void RunBatch(ReadOnlySpan<float> inputs, Span<float> outputs, int count);
}
