namespace Whittle.Tool.InMemory;

/// <summary>The methods of a generated class behind arrays, with nothing between but the casts of <see cref="AdapterSource"/>.</summary>
/// <param name="PredictInto">The overload into the caller's memory. Allocates nothing of its own.</param>
/// <param name="Predict">The overload that returns new arrays.</param>
/// <param name="PredictBatch">Many samples one behind the other; throws where the model has no inputs.</param>
/// <param name="Classify">Label and score; throws where the model has no labels.</param>
internal sealed record ModelCalls(
    Action<Array[], Array[]> PredictInto,
    Func<Array[], Array[]> Predict,
    Action<Array[], Array[], int> PredictBatch,
    Func<Array[], (string Label, object Score)> Classify)
{
    public static ModelCalls Of(Type adapter)
    {
        return new(
            Method<Action<Array[], Array[]>>(nameof(PredictInto)),
            Method<Func<Array[], Array[]>>(nameof(Predict)),
            Method<Action<Array[], Array[], int>>(nameof(PredictBatch)),
            Method<Func<Array[], (string Label, object Score)>>(nameof(Classify)));

        T Method<T>(string name)
            where T : Delegate => adapter.GetMethod(name)!.CreateDelegate<T>();
    }
}
