using Microsoft.Build.Framework;
using Whittle.Compiler;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Naming;
using Whittle.Plan;

namespace Whittle.Build;

/// <summary>Reads and checks what the project says about one model.</summary>
internal static class ModelSettings
{
    /// <summary>The request of one CompressedModel item, with the first thing that is wrong with it.</summary>
    public static ModelRequest Read(ITaskItem item, string rootNamespace)
    {
        var fullPath = item.GetMetadata("FullPath");
        var problem = CheckFile(item.ItemSpec, fullPath);

        var className = Value(item, "ClassName");
        if (className.Length > 0 && !ClassNames.IsIdentifier(className))
        {
            problem ??= new PlanError(
                ErrorIds.InvalidClassName,
                "",
                $"ClassName '{className}' is not a C# identifier.",
                $"Write a name such as '{ClassNames.FromFile(className)}'.");
            className = "";
        }

        var ns = Value(item, "Namespace");
        if (!ClassNames.IsNamespace(ns))
        {
            problem ??= BadSetting($"Namespace '{ns}' is not a C# namespace.", $"Write a name such as '{ClassNames.ToNamespace(ns)}'.");
            ns = "";
        }

        var accessibility = Value(item, "Accessibility").ToLowerInvariant();
        if (accessibility is not ("" or "public" or "internal"))
        {
            problem ??= BadSetting($"Accessibility '{Value(item, "Accessibility")}' is not known.", "Write public or internal.");
            accessibility = "";
        }

        if (!DimensionList.TryParse(Value(item, "Dimensions"), out var dimensions, out var cause))
        {
            problem ??= BadSetting($"Dimensions cannot be read: {cause}.", "Write them as in Dimensions=\"batch=1;time=16\".");
        }

        return new ModelRequest
        {
            Model = item.ItemSpec,
            FullPath = fullPath,
            ClassName = className.Length > 0 ? className : ClassNames.FromFile(fullPath),
            Namespace = ns.Length > 0 ? ns : ClassNames.ToNamespace(rootNamespace),
            Accessibility = accessibility.Length > 0 ? accessibility : "public",
            Dimensions = DimensionList.Format(dimensions),
            Problem = problem,
        };
    }

    private static PlanError? CheckFile(string model, string fullPath)
    {
        if (File.Exists(fullPath))
        {
            return null;
        }

        return new PlanError(
            ErrorIds.FileMissing,
            "",
            Directory.Exists(fullPath) ? $"'{fullPath}' is a folder." : $"model file not found at '{fullPath}'.",
            $"Correct the path in <CompressedModel Include=\"{model}\" />, or put the file there.");
    }

    private static PlanError BadSetting(string cause, string cure) => new(ErrorIds.BadSetting, "", cause, cure);

    private static string Value(ITaskItem item, string name) => item.GetMetadata(name).Trim();
}
