namespace Whittle.Build;

/// <summary>Files in the intermediate folder: complete or absent, rewritten only when they change.</summary>
internal static class OutputFile
{
    private const int Attempts = 4;

    /// <summary>Writes the bytes unless the file has them already. Returns whether it wrote.</summary>
    public static bool WriteIfChanged(string path, byte[] content)
    {
        if (HasContent(path, content))
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + "." + Guid.NewGuid().ToString("N") + ".tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            Replace(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }

        return true;
    }

    /// <summary>Marks the file as newer than its inputs.</summary>
    public static void Touch(string path) => File.SetLastWriteTimeUtc(path, DateTime.UtcNow);

    /// <summary>Marks the file as older than any input, so that the next build makes it again.</summary>
    public static void Age(string path) => File.SetLastWriteTimeUtc(path, new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    public static void Delete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private static bool HasContent(string path, byte[] content)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
    }

    // The IDE and the command line build the same project at the same time: a moment's sharing violation is not a failure.
    private static void Replace(string temporary, string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (File.Exists(path))
                {
                    File.Replace(temporary, path, destinationBackupFileName: null);
                }
                else
                {
                    File.Move(temporary, path);
                }

                return;
            }
            catch (IOException) when (attempt < Attempts)
            {
                Thread.Sleep(50 * attempt);
            }
        }
    }
}
