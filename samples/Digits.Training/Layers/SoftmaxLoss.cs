namespace DigitTraining.Layers;

/// <summary>Cross-entropy of the scores' softmax.</summary>
internal static class SoftmaxLoss
{
    /// <summary>Returns the loss and writes its gradient by the scores: probabilities, less one at the label.</summary>
    public static float Evaluate(ReadOnlySpan<float> scores, int label, Span<float> gradient)
    {
        var greatest = scores[0];
        foreach (var score in scores)
        {
            greatest = Math.Max(greatest, score);
        }

        var sum = 0f;
        for (var i = 0; i < scores.Length; i++)
        {
            gradient[i] = (float)Math.Exp(scores[i] - greatest);
            sum += gradient[i];
        }

        for (var i = 0; i < scores.Length; i++)
        {
            gradient[i] /= sum;
        }

        var loss = -(float)Math.Log(Math.Max(gradient[label], 1e-30f));
        gradient[label] -= 1;
        return loss;
    }
}
