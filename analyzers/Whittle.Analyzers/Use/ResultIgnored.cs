using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Whittle.Analyzers.Use;

/// <summary>WHT2004: a prediction whose result nobody takes. Models keep no state, so the call does nothing.</summary>
internal sealed class ResultIgnored : CallRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.ResultIgnored;

    public override void Check(ModelCall call, Action<Diagnostic> report)
    {
        if (!call.Invocation.TargetMethod.ReturnsVoid && call.Invocation.Parent is IExpressionStatementOperation)
        {
            report(Diagnostic.Create(
                Descriptor,
                call.Invocation.Syntax.GetLocation(),
                Properties.Of((FactNames.Model, call.Plan.ModelPath)),
                $"{call.Plan.ClassName}.{call.Method}"));
        }
    }
}
