using Whittle.Plan;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>The arguments of a link of an unrolled chain, by name; null where one is missing or of another kind.</summary>
internal readonly struct UnrolledArguments(PlanCall call)
{
    public T? Find<T>(string name)
        where T : PlanValue => call.Arguments.FirstOrDefault(argument => argument.Name == name)?.Value as T;

    /// <summary>A number of elements.</summary>
    public int? Count(string name) => Find<PlanValue.Integer>(name) is { Value: > 0 and < int.MaxValue } count ? (int)count.Value : null;

    /// <summary>A number of 8 bits, signed or not, or the difference of two.</summary>
    public int? Small(string name) => Find<PlanValue.Integer>(name) is { Value: >= -256 and <= 256 } number ? (int)number.Value : null;

    public float? Number(string name) => Find<PlanValue.Float>(name)?.Value;

    public bool? Flag(string name) => Find<PlanValue.Boolean>(name)?.Value;

    /// <summary>A list of so many floats, or an empty one.</summary>
    public EquatableArray<float>? Floats(string name, int count) =>
        Find<PlanValue.Floats>(name) is { Values: var values } && (values.Count == 0 || values.Count == count) ? values : null;
}
