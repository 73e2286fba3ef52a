namespace Whittle.Tool.Verification;

/// <summary>Runs work that may hang or nest deeply without harm to the rest of the run.</summary>
internal static class Guard
{
    private const int StackBytes = 64 << 20;

    /// <summary>The result of the work; what it throws is thrown here.</summary>
    /// <exception cref="TimeoutException">The work is not done in time. Its thread is left behind.</exception>
    public static T Run<T>(Func<T> work, TimeSpan limit)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(Work, StackBytes) { IsBackground = true };
        thread.Start();
        if (!thread.Join(limit))
        {
            throw new TimeoutException(FormattableString.Invariant($"not done after {limit.TotalSeconds:0} s"));
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
