using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Evaluation;

/// <summary>Inputs on which a graph is run at build time.</summary>
/// <param name="Samples">For each sample one tensor for each input.</param>
/// <param name="Description">Which inputs they are, in words.</param>
internal sealed record SampleSet(IReadOnlyList<Tensor[]> Samples, string Description)
{
    public int Count => Samples.Count;

    /// <summary>The outputs for each sample, on all cores.</summary>
    /// <param name="seen">Called for every value of every sample, from several threads at once.</param>
    public IReadOnlyList<Tensor[]> Run(Graph graph, Action<Value, Tensor>? seen = null)
    {
        var results = new Tensor[Count][];
        try
        {
            var constants = ReferenceEvaluator.Constants(graph);
            Parallel.For(0, Count, i => results[i] = ReferenceEvaluator.Run(graph, Samples[i], seen, constants));
        }
        catch (AggregateException exception) when (exception.InnerException is ModelException model)
        {
            throw new ModelException(model.Id, model.Node, model.Cause, model.Cure);
        }

        return results;
    }
}
