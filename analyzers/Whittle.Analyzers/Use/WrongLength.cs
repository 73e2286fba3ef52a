using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Whittle.Plan;

namespace Whittle.Analyzers.Use;

/// <summary>WHT2001: an argument whose length is known, and not the one that the model needs: the call will throw.</summary>
internal sealed class WrongLength : CallRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.WrongLength;

    public override void Check(ModelCall call, Action<Diagnostic> report)
    {
        if (Samples(call) is not { } samples)
        {
            return;
        }

        foreach (var (argument, port) in call.Ports())
        {
            var expected = samples * port.Length;
            if (KnownLength.Of(argument.Value) is { } actual && actual != expected)
            {
                report(Diagnostic.Create(
                    Descriptor,
                    argument.Value.Syntax.GetLocation(),
                    Properties.Of((FactNames.Model, call.Plan.ModelPath), (FactNames.Expected, expected), (FactNames.Actual, actual)),
                    $"{call.Plan.ClassName}.{call.Method}",
                    argument.Parameter!.Name,
                    actual,
                    expected,
                    Shape(call, port)));
            }
        }
    }

    /// <summary>1 for a single prediction, the count of a batch when it is constant.</summary>
    private static long? Samples(ModelCall call)
    {
        if (!call.IsBatch)
        {
            return 1;
        }

        var count = call.Invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "count");
        return count?.Value.ConstantValue is { HasValue: true, Value: int number } ? number : null;
    }

    private static string Shape(ModelCall call, PlanPort port)
    {
        var shape = $"{port.Type.Name()} [{string.Join(", ", port.Shape.Select(dimension => FormattableString.Invariant($"{dimension}")))}]";
        return call.IsBatch ? "the count times " + shape : shape;
    }
}
