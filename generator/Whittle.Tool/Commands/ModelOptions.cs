using System.CommandLine;
using Whittle.Compiler;
using Whittle.Compiler.Naming;

namespace Whittle.Tool.Commands;

/// <summary>A model and what a project would say about it: the metadata of a CompressedModel item, with the same names and checks.</summary>
internal sealed class ModelOptions
{
    private readonly Argument<string> _model = new("MODEL") { Description = "The .onnx file." };
    private readonly Option<string> _className = new("--class-name") { Description = "Name of the class; from the file name when absent." };
    private readonly Option<string> _namespace = new("--namespace") { Description = "Namespace of the class.", DefaultValueFactory = _ => "" };
    private readonly Option<string> _accessibility = new("--accessibility") { Description = "public or internal.", DefaultValueFactory = _ => "public" };
    private readonly Option<string> _dimensions = new("--dimensions")
    {
        Description = "Values of symbolic dimensions: \"batch=1;time=16\".", DefaultValueFactory = _ => "",
    };

    public ModelOptions(Command command)
    {
        _accessibility.AcceptOnlyFromAmong("public", "internal");
        command.Arguments.Add(_model);
        foreach (var option in new[] { _className, _namespace, _accessibility, _dimensions })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Compiles the model as a build would.</summary>
    /// <exception cref="ToolException">An option is not valid, or there is no such file.</exception>
    public CompileResult Compile(ParseResult parsed)
    {
        var model = parsed.GetRequiredValue(_model);
        if (!File.Exists(model))
        {
            throw new ToolException(Directory.Exists(model) ? $"'{model}' is a folder; an .onnx file is wanted." : $"The file '{model}' does not exist.");
        }

        if (parsed.GetValue(_className) is { } className && !ClassNames.IsIdentifier(className))
        {
            throw new ToolException($"'{className}' is not a C# identifier. Write a name such as '{ClassNames.FromFile(className)}'.");
        }

        var space = parsed.GetValue(_namespace)!;
        if (!ClassNames.IsNamespace(space))
        {
            throw new ToolException($"'{space}' is not a C# namespace. Write a name such as '{ClassNames.ToNamespace(space)}'.");
        }

        if (!DimensionList.TryParse(parsed.GetValue(_dimensions)!, out var dimensions, out var cause))
        {
            throw new ToolException($"The dimensions cannot be read: {cause}.");
        }

        return ModelCompiler.CompileFile(model, new CompileOptions
        {
            ClassName = parsed.GetValue(_className),
            Namespace = space,
            Accessibility = parsed.GetValue(_accessibility)!,
            Dimensions = dimensions,
        });
    }

    /// <summary>Says in a line each why the model did not compile. Returns the exit code.</summary>
    public static int Report(CompileResult result, TextWriter error)
    {
        foreach (var problem in result.Plan.Errors)
        {
            var subject = problem.Node.Length > 0 ? $"{result.Plan.Model}, node {problem.Node}" : result.Plan.Model;
            error.WriteLine($"whittle: {problem.Id} {subject}: {problem.Cause} {problem.Cure}".ReplaceLineEndings(" "));
        }

        return ExitCodes.Failure;
    }
}
