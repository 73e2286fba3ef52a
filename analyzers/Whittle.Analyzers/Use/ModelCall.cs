using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Whittle.Plan;

namespace Whittle.Analyzers.Use;

/// <summary>A call of a method that was generated for a model.</summary>
internal sealed record ModelCall(IInvocationOperation Invocation, ModelPlan Plan)
{
    public string Method => Invocation.TargetMethod.Name;

    public bool IsBatch => Method == "PredictBatch";

    /// <summary>Whether the method returns its results in new arrays.</summary>
    public bool Allocates => Method == "Predict" && !Invocation.TargetMethod.ReturnsVoid;

    /// <summary>The call, if it is one of a known model's methods.</summary>
    public static ModelCall? Of(IInvocationOperation invocation, IReadOnlyDictionary<string, ModelPlan> models)
    {
        var method = invocation.TargetMethod;
        return method.IsStatic
            && method.Name is "Predict" or "PredictBatch" or "Classify"
            && models.TryGetValue(method.ContainingType.Name, out var plan)
            && plan.IsClass(method.ContainingType)
            ? new ModelCall(invocation, plan)
            : null;
    }

    /// <summary>Each span argument with the port that it is for: all inputs, then all outputs, as the generated methods take them.</summary>
    public IEnumerable<(IArgumentOperation Argument, PlanPort Port)> Ports() =>
        from argument in Invocation.Arguments
        let ordinal = argument.Parameter?.Ordinal ?? -1
        where ordinal >= 0 && ordinal < Plan.Inputs.Count + Plan.Outputs.Count
        select (argument, ordinal < Plan.Inputs.Count ? Plan.Inputs[ordinal] : Plan.Outputs[ordinal - Plan.Inputs.Count]);
}
