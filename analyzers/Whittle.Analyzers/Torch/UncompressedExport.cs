using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Whittle.Analyzers.Torch;

/// <summary>WHT2008: a network that was made and exported in one method, and never pruned, shared or quantized on the way.</summary>
internal static class UncompressedExport
{
    public static void Check(IReadOnlyList<IOperation> operations, TorchNames names, Action<Diagnostic> report)
    {
        var exports = operations.OfType<IInvocationOperation>()
            .Where(
                call => call.TargetMethod.Name is "Write" or "CreateModel"
                    && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, names.Export))
            .ToList();
        if (exports.Count == 0 || operations.Any(Compresses))
        {
            return;
        }

        // Options made in a call are those of that export; others may be of all.
        var roundings = operations.Where(RoundsInExport).Select(operation => operation.Syntax.Span).ToList();
        if (roundings.Any(span => !exports.Any(export => export.Syntax.Span.Contains(span))))
        {
            return;
        }

        foreach (var export in exports.Where(export => !roundings.Any(export.Syntax.Span.Contains)))
        {
            // What came from elsewhere may have been compressed there.
            if (Unwrapped(export.Arguments.FirstOrDefault()?.Value) is ILocalReferenceOperation { Local: { } network } && IsMadeHere(network, operations))
            {
                report(Diagnostic.Create(
                    RuleDescriptors.UncompressedExport, export.Syntax.GetLocation(), Properties.Of(("network", network.Name)), network.Name));
            }
        }
    }

    private static bool Compresses(IOperation operation) => operation switch
    {
        IObjectCreationOperation creation => TorchNames.Compresses(creation.Type),
        IInvocationOperation call => TorchNames.Compresses(call.TargetMethod.ContainingType),
        _ => false,
    };

    private static bool RoundsInExport(IOperation operation) => operation is ISimpleAssignmentOperation
    {
        Target: IPropertyReferenceOperation { Property.Name: TorchNames.DynamicActivations }, Value.ConstantValue.Value: not false,
    };

    private static bool IsMadeHere(ILocalSymbol network, IEnumerable<IOperation> operations) => operations.OfType<IVariableDeclaratorOperation>()
        .Any(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, network) && Unwrapped(declarator.GetVariableInitializer()?.Value) switch
        {
            IObjectCreationOperation => true,
            IInvocationOperation call => call.TargetMethod.Name == "Sequential",
            _ => false,
        });

    private static IOperation? Unwrapped(IOperation? operation) => operation is IConversionOperation conversion ? Unwrapped(conversion.Operand) : operation;
}
