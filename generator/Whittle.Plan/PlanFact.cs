using System.Globalization;

namespace Whittle.Plan;

/// <summary>Something about the model that an analyzer may want to speak of: observed, not judged.</summary>
/// <param name="Kind">What was observed, one of <see cref="FactKinds"/>.</param>
/// <param name="Node">The node or value concerned; "" for the whole model.</param>
/// <param name="Values">The particulars, in the order in which they are written.</param>
public sealed record PlanFact(string Kind, string Node, EquatableArray<PlanFactValue> Values)
{
    public PlanFact(string kind, string node, params (string Name, object Value)[] values)
        : this(
            kind, node, values.Select(value => new PlanFactValue(value.Name, Convert.ToString(value.Value, CultureInfo.InvariantCulture) ?? "")).ToEquatable())
    {
    }

    /// <summary>A particular as text; "" when the fact has none of that name.</summary>
    public string Text(string name) => Values.FirstOrDefault(value => value.Name == name)?.Value ?? "";

    /// <summary>A particular as a number; 0 when the fact has none of that name, or it is no number.</summary>
    public double Number(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>One particular of a <see cref="PlanFact"/>.</summary>
public sealed record PlanFactValue(string Name, string Value);
