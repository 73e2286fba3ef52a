using Whittle.Compiler;
using Whittle.Compression.Export;
using Whittle.Compression.Recipes;

namespace DeepCompression.Measuring;

/// <summary>The .onnx file of a network, and what the compiler makes of it.</summary>
internal static class NetworkFile
{
    private static readonly string[] s_labels = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Names and labels are those that samples/Digits expects.</summary>
    public static byte[] Write(CompressionState state) => OnnxExport.Write(state.Network, new ExportOptions
    {
        InputShape = [1, .. state.Validation.Inputs.shape[1..]],
        Input = "image",
        Output = "scores",
        Name = "digits",
        Labels = s_labels,
        Weights = state.Forms,
        Activations = state.Activations,
        DynamicActivations = state.RoundsDynamically,
    });

    public static CompileResult Compile(byte[] model, string className)
    {
        var result = ModelCompiler.Compile(model, $"{className}.onnx", new CompileOptions { ClassName = className });
        return result.Succeeded
            ? result
            : throw new SampleException(string.Join(' ', result.Plan.Errors.Select(error => $"{error.Id} {error.Node}: {error.Cause} {error.Cure}")));
    }
}
