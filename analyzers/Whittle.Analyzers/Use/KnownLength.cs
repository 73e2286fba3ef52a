using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Whittle.Analyzers.Use;

/// <summary>The number of elements of an array or span where the code says it.</summary>
internal static class KnownLength
{
    /// <summary>The length; null when it cannot be told.</summary>
    public static long? Of(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation conversion:
                return Of(conversion.Operand);
            case IArrayCreationOperation { DimensionSizes: [var size] }:
                return Constant(size);
            case IInvocationOperation invocation:
                return OfCall(invocation);
            case ILocalReferenceOperation local:
                return OfLocal(local);
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field }:
                return OfInitializer(operation, field.DeclaringSyntaxReferences);
            default:
                // These have no operation of their own in every compiler that we run in.
                return operation.Syntax switch
                {
                    CollectionExpressionSyntax collection =>
                        collection.Elements.All(element => element is ExpressionElementSyntax) ? collection.Elements.Count : null,
                    StackAllocArrayCreationExpressionSyntax { Initializer: { } values } => values.Expressions.Count,
                    StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [var size] }] } } =>
                        Constant(operation.SemanticModel, size),
                    ImplicitStackAllocArrayCreationExpressionSyntax values => values.Initializer.Expressions.Count,
                    _ => null,
                };
        }
    }

    /// <summary>AsSpan and Slice: with a constant length that one, without arguments the length of what they are called on.</summary>
    private static long? OfCall(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("AsSpan" or "Slice" or "AsMemory" or "ToArray")
            || call.TargetMethod.ContainingNamespace?.ToDisplayString() != "System")
        {
            return null;
        }

        var whole = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        var rest = call.Arguments.Skip(call.Instance is null ? 1 : 0).ToList();
        return rest.Count switch
        {
            0 when whole is not null => Of(whole),
            1 when whole is not null => Of(whole) - Constant(rest[0].Value),
            2 => Constant(rest[1].Value),
            _ => null,
        };
    }

    private static long? OfLocal(ILocalReferenceOperation reference)
    {
        var local = reference.Local;
        if (local.DeclaringSyntaxReferences is not [var declaration] || declaration.GetSyntax() is not VariableDeclaratorSyntax declarator ||
            declarator.FirstAncestorOrSelf<BlockSyntax>() is not { } block || IsWritten(block, local.Name))
        {
            return null;
        }

        return OfInitializer(reference, local.DeclaringSyntaxReferences);
    }

    private static bool IsWritten(SyntaxNode block, string name) => block.DescendantNodes().Any(node => node switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } => left.Identifier.ValueText == name,
        ArgumentSyntax { Expression: IdentifierNameSyntax passed } argument =>
            !argument.RefKindKeyword.IsKind(SyntaxKind.None) && passed.Identifier.ValueText == name,
        RefExpressionSyntax { Expression: IdentifierNameSyntax taken } => taken.Identifier.ValueText == name,
        _ => false,
    });

    private static long? OfInitializer(IOperation use, System.Collections.Immutable.ImmutableArray<SyntaxReference> declarations) =>
        declarations is [var declaration]
            && declaration.SyntaxTree == use.Syntax.SyntaxTree
            && declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value } &&
        use.SemanticModel?.GetOperation(value) is { } initializer
            ? Of(initializer)
            : null;

    private static long? Constant(IOperation size) => size.ConstantValue is { HasValue: true, Value: int number } ? number : null;

    private static long? Constant(SemanticModel? model, ExpressionSyntax size) =>
        model?.GetConstantValue(size) is { HasValue: true, Value: int number } ? number : null;
}
