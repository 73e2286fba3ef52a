namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>A generated class behind arrays: spans cannot pass through reflection, so a class written beside the generated one implements this.</summary>
public interface IGeneratedModel
{
    /// <summary>The overload into the caller's memory. Allocates nothing of its own.</summary>
    void Predict(Array[] inputs, Array[] outputs);

    /// <summary>The overload that returns new arrays.</summary>
    Array[] Predict(Array[] inputs);

    void PredictBatch(Array[] inputs, Array[] outputs, int count);

    /// <summary>Label and score, of a model that has labels.</summary>
    (string Label, object Score) Classify(Array[] inputs);
}
