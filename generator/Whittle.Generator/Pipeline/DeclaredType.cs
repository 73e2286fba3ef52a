using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Whittle.Generator.Pipeline;

/// <summary>A type of the user's that could stand in the way of a model's class, by its syntax alone: no position, so that typing above it changes
/// nothing.</summary>
/// <param name="FullName">Namespace and name.</param>
/// <param name="Path">The C# file.</param>
/// <param name="IsPartialClass">Whether a model's class can be another part of it.</param>
/// <param name="Accessibility">"public" or "internal" where stated, else "".</param>
internal sealed record DeclaredType(string FullName, string Path, bool IsPartialClass, string Accessibility)
{
    /// <summary>Types that are neither nested nor generic nor local to a file.</summary>
    public static bool MayClash(SyntaxNode node, CancellationToken cancellation) =>
        node is BaseTypeDeclarationSyntax { Parent: BaseNamespaceDeclarationSyntax or CompilationUnitSyntax } type
        && type is not TypeDeclarationSyntax { Arity: > 0 }
        && !type.Modifiers.Any(SyntaxKind.FileKeyword);

    public static DeclaredType Of(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        var type = (BaseTypeDeclarationSyntax)context.Node;
        var name = type.Identifier.ValueText;
        for (var parent = type.Parent; parent is BaseNamespaceDeclarationSyntax space; parent = parent.Parent)
        {
            name = $"{space.Name.ToString().Replace(" ", "").Replace("@", "")}.{name}";
        }

        var accessibility = type.Modifiers.Any(SyntaxKind.PublicKeyword) ? "public" : type.Modifiers.Any(SyntaxKind.InternalKeyword) ? "internal" : "";
        return new DeclaredType(
            name, type.SyntaxTree.FilePath, type is ClassDeclarationSyntax && type.Modifiers.Any(SyntaxKind.PartialKeyword), accessibility);
    }
}
