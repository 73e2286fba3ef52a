namespace Whittle.Benchmarks.Measuring;

/// <summary>Where the repository is that the program was built in.</summary>
internal static class Repository
{
    public static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Generators.sln")))
            {
                folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The program does not run inside the repository.");
            }

            return folder;
        }
    }
}
