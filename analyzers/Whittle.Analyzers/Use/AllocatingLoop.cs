using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Whittle.Analyzers.Use;

/// <summary>WHT2002: a new array for every turn of a loop, which nobody keeps.</summary>
internal sealed class AllocatingLoop : CallRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.AllocatingLoop;

    public override void Check(ModelCall call, Action<Diagnostic> report)
    {
        if (call.Allocates && call.Plan.Outputs.Count == 1 && Loop(call.Invocation) is { } loop && IsDropped(call.Invocation, loop))
        {
            report(Diagnostic.Create(
                Descriptor,
                call.Invocation.Syntax.GetLocation(),
                Properties.Of(
                    (FactNames.Model, call.Plan.ModelPath), (FactNames.Class, call.Plan.FullName()), (FactNames.Expected, call.Plan.Outputs[0].Length)),
                call.Plan.ClassName,
                call.Plan.Outputs[0].Length));
        }
    }

    /// <summary>The innermost loop around an operation, in the same function; a lambda may live longer than a turn.</summary>
    private static ILoopOperation? Loop(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null and not IAnonymousFunctionOperation and not ILocalFunctionOperation; parent = parent.Parent)
        {
            if (parent is ILoopOperation loop)
            {
                return loop;
            }
        }

        return null;
    }

    /// <summary>Whether the array is read inside the loop only: by element, by length, as a span, or in a foreach. Kept elsewhere, every turn needs its
    /// own.</summary>
    private static bool IsDropped(IOperation call, ILoopOperation loop)
    {
        if (IsRead(call))
        {
            return true;
        }

        return call.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
            && loop.Descendants().OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local))
                .All(use => IsRead(use) && Loop(use) is not null);
    }

    private static bool IsRead(IOperation array) => array.Parent switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference == array,
        IPropertyReferenceOperation property => property.Property.Name == "Length",
        IConversionOperation conversion =>
            conversion.Type is { Name: "Span" or "ReadOnlySpan" } && conversion.Parent is IArgumentOperation || conversion.Parent is IForEachLoopOperation,
        IForEachLoopOperation => true,
        _ => false,
    };
}
