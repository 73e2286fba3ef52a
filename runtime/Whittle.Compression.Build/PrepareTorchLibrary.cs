using Microsoft.Build.Framework;
using Whittle.Compression.Native;

namespace Whittle.Compression.Build;

/// <summary>Makes the output's copy of TorchSharp's library loadable where the system's libstdc++ is older than the one it was linked with.</summary>
public sealed class PrepareTorchLibrary : Microsoft.Build.Utilities.Task
{
    /// <summary>The copy of libLibTorchSharp.so in the output.</summary>
    [Required]
    public string Library { get; set; } = "";

    public override bool Execute()
    {
        try
        {
            if (TorchLibrary.SystemLacksVersion() && TorchLibrary.Weaken(Library, Library))
            {
                Log.LogMessage(
                    MessageImportance.High,
                    $"{Library}: the need for {TorchLibrary.Version} is weak now, since this system's libstdc++ lacks that version. Nothing but its marker is "
                        + "used.");
            }

            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.LogError(
                $"{Library} could not be made loadable on this system: {fault.Message} Install a libstdc++ of GCC 13 or later, or run on Ubuntu 24.04 or "
                    + "Debian 13.");
            return false;
        }
    }
}
