namespace Whittle.Plan.Settings;

/// <summary>What is wrong with a line of a settings file.</summary>
/// <param name="Kind">Which kind of fault.</param>
/// <param name="Key">The key that the line sets; of an unknown one the text as it stands.</param>
/// <param name="Text">The text that is wrong: the key, the value, or the whole line.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">Column of the text's first letter, from 1.</param>
/// <param name="Cause">One sentence.</param>
/// <param name="Cure">One sentence.</param>
/// <param name="Nearest">The key or value that was probably meant; null when none is near.</param>
public sealed record SettingFault(SettingFaultKind Kind, string Key, string Text, int Line, int Column, string Cause, string Cure, string? Nearest);

/// <summary>Kinds of <see cref="SettingFault"/>.</summary>
public enum SettingFaultKind
{
    /// <summary>The line is not of the form "Key = value".</summary>
    NotASetting,

    /// <summary>No setting has this name.</summary>
    UnknownKey,

    /// <summary>The setting cannot have this value.</summary>
    BadValue,

    /// <summary>The setting stands on an earlier line already.</summary>
    Repeated,
}
