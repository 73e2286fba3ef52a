using System.Text;

namespace Whittle.Compression.Native;

/// <summary>What is known of TorchSharp's native library on Linux.</summary>
internal static class TorchLibrary
{
    public const string FileName = "libLibTorchSharp.so";
    public const string Version = "GLIBCXX_3.4.32";

    // The initializer's existence tells the linker that libstdc++ sets up the streams itself; no code calls it.
    private const string Marker = "_ZSt21ios_base_library_initv";

    /// <summary>Whether the libstdc++ that this very process has loaded is too old for the library.</summary>
    public static bool SystemLacksVersion()
    {
        const string Maps = "/proc/self/maps";
        if (!File.Exists(Maps))
        {
            return false;
        }

        var line = File.ReadLines(Maps).FirstOrDefault(line => line.Contains("libstdc++.so"));
        return line is not null && !Defines(File.ReadAllBytes(line.Substring(line.IndexOf('/'))), Version);
    }

    /// <summary>Whether the bytes of a library hold the name of a version as one whole string.</summary>
    public static bool Defines(byte[] library, string version) =>
        library.AsSpan().IndexOf(Encoding.ASCII.GetBytes("\0" + version + "\0")) >= 0;

    /// <summary>Writes a copy that does not insist on the version; false when the source does not insist either.</summary>
    /// <exception cref="InvalidDataException">The file is no such library, or uses more of that version than the marker.</exception>
    public static bool Weaken(string source, string target)
    {
        var image = File.ReadAllBytes(source);
        var symbols = ElfVersionNeeds.Weaken(image, Version);
        if (symbols.Count == 0)
        {
            return false;
        }

        if (symbols.FirstOrDefault(symbol => symbol != Marker) is { } used)
        {
            throw new InvalidDataException($"{source} needs {used} of {Version}, which must be there when it runs.");
        }

        // The copy step of a build leaves a file of the same time and size alone, so the edited one stays.
        var time = File.GetLastWriteTimeUtc(source);
        var temporary = $"{target}.{Guid.NewGuid():N}";
        File.WriteAllBytes(temporary, image);
        File.SetLastWriteTimeUtc(temporary, time);
        File.Delete(target);
        File.Move(temporary, target);
        return true;
    }
}
