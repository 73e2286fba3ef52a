using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Naming;

namespace Whittle.Compiler.Settings;

/// <summary>Checks of settings beyond the form of their values: names, lists, folders, and settings that ask nothing without another one.</summary>
public static class SettingChecks
{
    /// <summary>The first problem with its id; null when there is none.</summary>
    /// <param name="settings">Read already.</param>
    /// <param name="directory">What relative folders of directly given settings are seen from.</param>
    public static (string Id, SettingProblem Problem)? First(EffectiveSettings settings, string directory)
    {
        if (settings.Problem is { } problem)
        {
            return (ErrorIds.BadSetting, problem);
        }

        var className = settings.Value("ClassName");
        if (className.Length > 0 && !ClassNames.IsIdentifier(className))
        {
            return (ErrorIds.InvalidClassName, settings.At(
                "ClassName", $"ClassName '{className}' is not a C# identifier.", $"Write a name such as '{ClassNames.FromFile(className)}'."));
        }

        var ns = settings.Value("Namespace");
        if (!ClassNames.IsNamespace(ns))
        {
            return Bad(settings, "Namespace", $"Namespace '{ns}' is not a C# namespace.", $"Write a name such as '{ClassNames.ToNamespace(ns)}'.");
        }

        if (!DimensionList.TryParse(settings.Value("Dimensions"), out _, out var cause))
        {
            return Bad(settings, "Dimensions", $"Dimensions cannot be read: {cause}.", "Write them as in Dimensions=\"batch=1;time=16\".");
        }

        if (!BindList.TryParse(settings.Value("Bind"), out _, out cause))
        {
            return Bad(settings, "Bind", $"Bind cannot be read: {cause}.", "Write values as in Bind=\"sr=16000;axes=0,2\".");
        }

        return Folders(settings, directory) ?? Companions(settings);
    }

    private static (string Id, SettingProblem Problem)? Folders(EffectiveSettings settings, string directory)
    {
        foreach (var key in new[] { "CalibrationData", "TestData" })
        {
            if (settings.Folder(key, directory) is { } folder && !Directory.Exists(folder.Path))
            {
                return Bad(
                    settings,
                    key,
                    $"{key}: there is no folder '{folder.Path}'.",
                    "Correct the path: of a setting in the file it is seen from the model, else from the project.");
            }
        }

        return null;
    }

    /// <summary>A setting that would be ignored is an error: it would be found much later.</summary>
    private static (string Id, SettingProblem Problem)? Companions(EffectiveSettings settings)
    {
        if (settings.Value("CalibrationData").Length > 0 && settings.Value("Quantize").Length == 0)
        {
            return Bad(
                settings,
                "CalibrationData",
                "CalibrationData shows the ranges of quantized activations, and Quantize is not set.",
                "Set Quantize to int8, or take CalibrationData out.");
        }

        if (settings.Value("MinAccuracy").Length > 0 && settings.Value("TestData").Length == 0)
        {
            return Bad(settings, "MinAccuracy", "MinAccuracy is measured on TestData, which is not set.", "Set TestData to a folder with inputs and labels.");
        }

        return null;
    }

    private static (string Id, SettingProblem Problem)? Bad(EffectiveSettings settings, string key, string cause, string cure) =>
        (ErrorIds.BadSetting, settings.At(key, cause, cure));
}
