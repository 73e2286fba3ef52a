using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Whittle.Benchmarks.Measuring;

/// <summary>CPU time of this thread in nanoseconds, which other processes on the machine do not lengthen; wall time where the system has no such clock here.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static bool IsCpuTime => OperatingSystem.IsLinux();

    public static long Now
    {
        get
        {
            if (!IsCpuTime)
            {
                return (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
            }

            _ = ClockGetTime(ThreadCpuTime, out var time);
            return (time.Seconds * 1_000_000_000L) + time.Nanoseconds;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
