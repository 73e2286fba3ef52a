using System.CommandLine;
using System.Text;
using Whittle.Compiler;
using Whittle.Compiler.Settings;
using Whittle.Plan.Settings;

namespace Whittle.Tool.Commands;

/// <summary>A model and what a project would say about it: the settings of a CompressedModel item as options, with the same names, checks and settings
/// file.</summary>
internal sealed class ModelOptions
{
    private const string FromOption = "option";

    private readonly Argument<string> _model = new("MODEL") { Description = "The .onnx file." };
    private readonly Dictionary<string, Option<string>> _settings;

    public ModelOptions(Command command)
    {
        _settings = SettingKey.All.ToDictionary(
            key => key.Name, key => new Option<string>("--" + Kebab(key.Name)) { Description = $"{key.Meaning} Takes {key.Form}." });
        command.Arguments.Add(_model);
        foreach (var option in _settings.Values)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Compiles the model as a build would.</summary>
    /// <exception cref="ToolException">A setting is not valid, or there is no such file.</exception>
    public CompileResult Compile(ParseResult parsed)
    {
        var model = parsed.GetRequiredValue(_model);
        if (!File.Exists(model))
        {
            throw new ToolException(Directory.Exists(model) ? $"'{model}' is a folder; an .onnx file is wanted." : $"The file '{model}' does not exist.");
        }

        var given = _settings.ToDictionary(pair => pair.Key, pair => parsed.GetValue(pair.Value) ?? "", StringComparer.Ordinal);
        var settings = EffectiveSettings.Read(given, FromOption, model);
        var directory = Directory.GetCurrentDirectory();
        if (SettingChecks.First(settings, directory) is { Problem: var problem })
        {
            var place = problem.Line > 0 ? FormattableString.Invariant($"{problem.File}({problem.Line},{problem.Column}): ") : "";
            throw new ToolException($"{place}{problem.Cause} {problem.Cure}");
        }

        return ModelCompiler.CompileFile(model, settings.ToOptions(directory));
    }

    /// <summary>Says in a line each why the model did not compile. Returns the exit code.</summary>
    public static int Report(CompileResult result, TextWriter error)
    {
        foreach (var problem in result.Plan.Errors.Concat(result.Plan.Excesses))
        {
            var subject = problem.Node.Length > 0 ? $"{result.Plan.Model}, node {problem.Node}" : result.Plan.Model;
            error.WriteLine($"whittle: {problem.Id} {subject}: {problem.Cause} {problem.Cure}".ReplaceLineEndings(" "));
        }

        return ExitCodes.Failure;
    }

    /// <summary>"MaxBytes" is "max-bytes".</summary>
    private static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            _ = char.IsUpper(letter) && text.Length > 0 ? text.Append('-') : text;
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
