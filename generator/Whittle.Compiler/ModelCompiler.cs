using Whittle.Compiler.Analysis.Facts;
using Whittle.Compiler.Budgets;
using Whittle.Compiler.Compress;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Importing;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Naming;
using Whittle.Compiler.Passes;
using Whittle.Compiler.Planning;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler;

/// <summary>Model file → plan and weights. The stages in their order; docs/architecture.md describes each.</summary>
public static class ModelCompiler
{
    /// <summary>Compiles a file. What is wrong with the model stands in the plan's errors; no exception leaves.</summary>
    public static CompileResult CompileFile(string path, CompileOptions options)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Failure(
                Head(path, options, []),
                new PlanError(
                    ErrorIds.FileMissing, "", $"The file '{path}' does not exist.", "Correct the path of the CompressedModel item, or restore the file."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failure(
                Head(path, options, []),
                new PlanError(
                    ErrorIds.FileMissing, "", $"The file '{path}' cannot be read: {exception.Message}", "Close the program that holds it, or grant access."));
        }

        return Compile(bytes, path, options);
    }

    /// <summary>Compiles a model that is in memory; <paramref name="path"/> names it and is where its external data is looked for.</summary>
    public static CompileResult Compile(byte[] model, string path, CompileOptions options)
    {
        var head = Head(path, options, model);
        try
        {
            return Run(model, path, options, head);
        }
        catch (ModelException exception)
        {
            return Failure(head, new PlanError(exception.Id, exception.Node, exception.Cause, exception.Cure));
        }
        catch (OnnxFormatException exception)
        {
            var id = exception.ConcernsExternalData ? ErrorIds.ExternalData : ErrorIds.NotReadable;
            return Failure(head, new PlanError(id, "", exception.Message, exception.Cure));
        }
#pragma warning disable CA1031 // A fault of ours must reach the user as one diagnostic, not as a crash of the build.
        catch (Exception exception)
        {
            return Failure(head, new PlanError(
                ErrorIds.Internal,
                "",
                $"Whittle failed on this model: {exception.GetType().Name}: {exception.Message}",
                "Please report it with the model; until then, simplify the model.")) with { Fault = exception };
        }
#pragma warning restore CA1031
    }

    private static CompileResult Run(byte[] bytes, string path, CompileOptions options, ModelPlan head)
    {
        OnnxModel model = OnnxReader.Read(bytes, Path.GetDirectoryName(Path.GetFullPath(path)));
        ClassifierEnd.Rewrite(model);
        Graph graph = GraphImporter.Import(model, options);
        ShapeInference.Run(graph);
        WrittenFacts written = ModelFacts.OfImported(graph);
        CompressionReport compression = Compression.Run(graph, options.Compression);
        PlanAccuracy? accuracy = AccuracyMeasurement.Run(graph, options.Budget.TestData);
        PassPipeline.Run(graph);
        LoweredModel lowered = Lowerer.Lower(graph, options.Exact, options.Wanted);
        head = head with
        {
            Labels = Labels.Read(model).ToEquatable(),
            Facts = ModelFacts.OfLowered(written, graph, lowered),
            OutputDeviations = compression.Outputs.ToEquatable(),
            Accuracy = accuracy,
        };
        CompileResult result = PlanAssembler.Assemble(head, graph, lowered, Resource(head, options), compression.Complete);
        return result with { Plan = result.Plan with { Excesses = BudgetCheck.Run(result.Plan, options.Budget).ToEquatable() } };
    }

    private static ModelPlan Head(string path, CompileOptions options, byte[] model) => new()
    {
        Model = Path.GetFileName(path),
        ModelPath = options.DisplayPath ?? path,
        ModelHash = Hashing.Sha256(model),
        ModelBytes = model.Length,
        ClassName = options.ClassName ?? ClassNames.FromFile(path),
        Namespace = options.Namespace,
        Accessibility = options.Accessibility,
        Settings = options.Settings,
    };

    private static string Resource(ModelPlan head, CompileOptions options) =>
        options.WeightsResource ?? (head.Namespace.Length == 0 ? "" : head.Namespace + ".") + head.ClassName + ".weights";

    private static CompileResult Failure(ModelPlan head, PlanError error) => new(head with { Errors = new[] { error }.ToEquatable() }, []);
}
