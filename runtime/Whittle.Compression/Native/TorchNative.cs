using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Whittle.Compression.Native;

/// <summary>Loads TorchSharp's native library, also where its own build is refused (Debian 12, Ubuntu 22.04).</summary>
/// <remarks>
/// libLibTorchSharp.so 0.107 wants GLIBCXX_3.4.32 of GCC 13. Only a marker of that version is used, so a copy in which the need is weak works with older
/// systems. The executable still has to reference a native package (libtorch-cpu-linux-x64, TorchSharp-cpu, TorchSharp-cuda-linux …).
/// </remarks>
public static class TorchNative
{
    private static readonly Lock s_gate = new();
    private static string? s_copy;

    /// <summary>Makes libtorch ready. To be called once before the first use of <see cref="torch"/>; further calls do nothing.</summary>
    /// <exception cref="DllNotFoundException">libtorch cannot be loaded; the message says why.</exception>
    public static void Prepare()
    {
        lock (s_gate)
        {
            if (s_copy is null && OperatingSystem.IsLinux() && Find(TorchLibrary.FileName) is { } library && TorchLibrary.SystemLacksVersion())
            {
                s_copy = "";
                Use(library);
            }

            Probe();
        }
    }

    /// <summary>Null when libtorch loads, and otherwise the reason why it does not, in one line.</summary>
    public static string? Fault()
    {
        try
        {
            Prepare();
            return null;
        }
        catch (DllNotFoundException fault)
        {
            return fault.Message;
        }
    }

    private static void Use(string library)
    {
        try
        {
            // A build may have edited it already.
            if (ElfVersionNeeds.Weaken(File.ReadAllBytes(library), TorchLibrary.Version).Count == 0)
            {
                return;
            }

            var copy = Path.Combine(Directory.CreateDirectory(CopyFolder(library)).FullName, TorchLibrary.FileName);
            TorchLibrary.Weaken(library, copy);
            s_copy = copy;
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name == "LibTorchSharp" ? Load(copy) : 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DllNotFoundException(
                $"{library} needs {TorchLibrary.Version}, which this system's libstdc++ lacks, and no copy without that need could be made: {fault.Message}",
                fault);
        }
    }

    // In the user's own data, where nobody else can put a library.
    private static string CopyFolder(string library) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        "whittle",
        string.Create(CultureInfo.InvariantCulture, $"torch-{File.GetLastWriteTimeUtc(library).Ticks:x}"));

    // The copy lies elsewhere, so what it needs is loaded first: the loader knows loaded libraries by their names.
    private static nint Load(string copy)
    {
        foreach (var needed in (string[])["libc10.so", "libtorch_cpu.so", "libtorch.so"])
        {
            if (Find(needed) is { } path)
            {
                NativeLibrary.TryLoad(path, out _);
            }
        }

        return NativeLibrary.TryLoad(copy, out var handle) ? handle : 0;
    }

    private static void Probe()
    {
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception fault) when (fault is DllNotFoundException or NotSupportedException or TypeInitializationException or FileNotFoundException)
        {
            throw new DllNotFoundException($"libtorch cannot be loaded: {Reason(fault)}", fault);
        }
    }

    private static string Reason(Exception fault) =>
        Find("libtorch_cpu.so") is null && OperatingSystem.IsLinux()
            ? "the program's output has no libtorch_cpu.so. Reference a native package, such as libtorch-cpu-linux-x64."
            : fault.GetBaseException().Message.Split('\n')[0];

    private static string? Find(string file)
    {
        var searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        string[] directories =
            [.. searched.Split(Path.PathSeparator), AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native")];
        return directories.Where(directory => directory.Length > 0).Select(directory => Path.Combine(directory, file)).FirstOrDefault(File.Exists);
    }
}
