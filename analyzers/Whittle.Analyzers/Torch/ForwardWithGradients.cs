using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Whittle.Analyzers.Torch;

/// <summary>WHT2009: a Sequential run for its result alone, with gradients recorded and in training mode.</summary>
internal static class ForwardWithGradients
{
    private static readonly HashSet<string> Training = new(StringComparer.Ordinal) { "backward", "zero_grad", "step", "train" };
    private static readonly HashSet<string> WithoutGradients = new(StringComparer.Ordinal) { "no_grad", "inference_mode", "set_grad_enabled" };

    public static void Check(ISymbol owner, IReadOnlyList<IInvocationOperation> calls, TorchNames names, Action<Diagnostic> report)
    {
        var forwards = calls.Where(call => call.TargetMethod.Name is "forward" or "call" && names.IsSequential(call.Instance?.Type)).ToList();

        // A module's own forward is part of somebody's training, and one that returns the result may be.
        if (forwards.Count == 0
            || owner.Name == "forward"
            || calls.Any(call => Training.Contains(call.TargetMethod.Name) || WithoutGradients.Contains(call.TargetMethod.Name)))
        {
            return;
        }

        var evaluates = calls.Any(call => call.TargetMethod.Name == "eval");
        foreach (var forward in forwards.Where(forward => !IsReturned(forward)))
        {
            report(Diagnostic.Create(
                RuleDescriptors.ForwardWithGradients,
                forward.Syntax.GetLocation(),
                Properties.Of(("eval", evaluates ? "" : "missing")),
                evaluates ? "" : ", and in training mode unless eval() was called elsewhere"));
        }
    }

    private static bool IsReturned(IOperation operation) => operation.Parent switch
    {
        IReturnOperation => true,
        IConversionOperation or IArgumentOperation or IInvocationOperation => IsReturned(operation.Parent),
        _ => false,
    };
}
