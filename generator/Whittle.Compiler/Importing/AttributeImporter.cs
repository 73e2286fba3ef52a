using Whittle.Compiler.Diagnostics;
using Whittle.Onnx;

namespace Whittle.Compiler.Importing;

/// <summary>Attributes of the file as plain .NET values.</summary>
internal static class AttributeImporter
{
    public static object Import(OnnxAttribute attribute, string node, string operatorType, ImportScope scope) => attribute.Kind switch
    {
        OnnxAttributeKind.Float => attribute.Float,
        OnnxAttributeKind.Int => attribute.Int,
        OnnxAttributeKind.String => attribute.String,
        OnnxAttributeKind.Floats => attribute.Floats,
        OnnxAttributeKind.Ints => attribute.Ints,
        OnnxAttributeKind.Strings => attribute.Strings,
        OnnxAttributeKind.Tensor when attribute.Tensor is { } tensor => TensorImporter.Import(tensor, node),
        OnnxAttributeKind.SparseTensor when attribute.SparseTensor is { } sparse => TensorImporter.Import(sparse),
        OnnxAttributeKind.Graph when attribute.Graph is { } graph => new NestedGraph(graph, scope),
        _ => throw new ModelException(
            ErrorIds.UnsupportedForm,
            node,
            $"The attribute '{attribute.Name}' of {operatorType} is of kind {attribute.Kind}, which is not supported.",
            "Export the model without it."),
    };
}
