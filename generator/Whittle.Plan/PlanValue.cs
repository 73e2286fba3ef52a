namespace Whittle.Plan;

/// <summary>The value of an argument. A closed set: the nested records are all there is.</summary>
public abstract record PlanValue
{
    private PlanValue()
    {
    }

    /// <summary>An integer constant.</summary>
    public sealed record Integer(long Value) : PlanValue;

    /// <summary>A float constant; may be infinite or NaN.</summary>
    public sealed record Float(float Value) : PlanValue;

    /// <summary>A double constant.</summary>
    public sealed record Double(double Value) : PlanValue;

    public sealed record Boolean(bool Value) : PlanValue;

    /// <summary>A list of integers, an <c>int</c> span in C#.</summary>
    public sealed record Integers(EquatableArray<long> Values) : PlanValue;

    /// <summary>A list of floats.</summary>
    public sealed record Floats(EquatableArray<float> Values) : PlanValue;

    /// <summary>Intermediate buffer "bn".</summary>
    public sealed record Buffer(int Index) : PlanValue;

    /// <summary>Stored tensor "wn", read and decoded at first use.</summary>
    public sealed record Tensor(int Index) : PlanValue;

    /// <summary>The model's n-th input, "inn".</summary>
    public sealed record Input(int Index) : PlanValue;

    /// <summary>The model's n-th output, "outn".</summary>
    public sealed record Output(int Index) : PlanValue;

    /// <summary>A value built by a constructor of the runtime, such as an elementwise operator with its parameters.</summary>
    public sealed record Construct(PlanCall Call) : PlanValue;
}
