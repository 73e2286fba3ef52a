using System.Diagnostics;

namespace Whittle.Tool.Verification;

/// <summary>Runs work that may hang or nest deeply without harm to the rest of the run.</summary>
/// <remarks>
/// The limit is processor time, so that a busy machine fails nothing. What one thread has used cannot be asked from another everywhere; the process has at most
/// one case running per core, and each gets its share, so a case is over when the process has used its limit on all cores. Work that waits for ever uses no
/// processor: after <see cref="Patience"/> times the limit by the clock it is over as well.
/// </remarks>
internal static class Guard
{
    /// <summary>How much longer than its limit a case may take by the clock.</summary>
    public const int Patience = 20;

    private const int StackBytes = 64 << 20;

    /// <summary>The result of the work; what it throws is thrown here.</summary>
    /// <param name="work">Runs on a thread of its own.</param>
    /// <param name="limit">Processor time.</param>
    /// <param name="used">The processor time that the process has used; null asks the system.</param>
    /// <exception cref="TimeoutException">The work is not done in time. Its thread is left behind.</exception>
    public static T Run<T>(Func<T> work, TimeSpan limit, Func<TimeSpan>? used = null)
    {
        used ??= () => Environment.CpuUsage.TotalTime;
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(Work, StackBytes) { IsBackground = true };
        var start = used();
        var clock = Stopwatch.StartNew();
        thread.Start();

        // No thread uses more processor time than the clock shows, so nothing is over before the limit.
        while (!thread.Join(limit))
        {
            if (used() - start > limit * Environment.ProcessorCount || clock.Elapsed > limit * Patience)
            {
                throw new TimeoutException(FormattableString.Invariant($"not done after {limit.TotalSeconds:0} s of processor time"));
            }
        }

        return failure is null ? result! : throw new AggregateException(failure);

        void Work()
        {
#pragma warning disable CA1031 // Whatever it is, it belongs to the case and not to this thread.
            try
            {
                result = work();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
#pragma warning restore CA1031
        }
    }
}
