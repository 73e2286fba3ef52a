using Whittle.Plan;

namespace Whittle.Generator.Emit;

/// <summary>The generated class's own name.</summary>
internal static class ClassNames
{
    /// <summary>Members that users call, which a class cannot be named after: a member cannot have its class's name.</summary>
    public static readonly string[] PublicMembers = ["Predict", "PredictBatch", "Classify", "Labels", "InputLength", "OutputLength", "ModelBytes", "WeightsBytes"];

    /// <summary>Private members of the generated class, and what every class has.</summary>
    public static readonly string[] OtherMembers =
    [
        "Layers", "LabelNames", "Execute", "ExecuteMany", "ArenaBytes", "WrongLength",
        "Equals", "ReferenceEquals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize",
    ];

    /// <summary>The class's name without <c>@</c>.</summary>
    public static string Class(ModelPlan plan)
    {
        var name = Identifiers.Make(plan.ClassName);
        return PublicMembers.Contains(name) || OtherMembers.Contains(name) ? name + "Model" : name;
    }

    /// <summary>The namespace as code; "" for the global one.</summary>
    public static string Namespace(ModelPlan plan) =>
        string.Join(".", plan.Namespace.Split(['.'], StringSplitOptions.RemoveEmptyEntries).Select(part => Identifiers.Escape(Identifiers.Make(part))));

    /// <summary>Namespace and class as code.</summary>
    public static string FullName(ModelPlan plan) =>
        Namespace(plan) is { Length: > 0 } space ? $"{space}.{Identifiers.Escape(Class(plan))}" : Identifiers.Escape(Class(plan));

    public static string Accessibility(ModelPlan plan) => plan.Accessibility == "internal" ? "internal" : "public";
}
