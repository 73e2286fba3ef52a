using System.Runtime;

namespace Whittle.Benchmarks.Measuring;

/// <summary>Measures several candidates in turns (A B C A B C …), so that whatever disturbs the machine disturbs all of them.</summary>
internal static class Interleaved
{
    private const int Rounds = 15;
    private const double RoundNanoseconds = 3e6;

    /// <summary>Nanoseconds a run of each candidate in each round: <c>[candidate][round]</c>.</summary>
    /// <param name="candidates">Each runs its subject the number of times that it is told.</param>
    /// <param name="clock">Null is <see cref="ThreadClock"/>.</param>
    /// <param name="pause">Milliseconds between two candidates, in which the threads of the one before stop spinning in wait of more work.</param>
    public static double[][] Measure(IReadOnlyList<Action<int>> candidates, Func<long>? clock = null, int pause = 0)
    {
        clock ??= () => ThreadClock.Now;
        var times = candidates.Select(candidate => TimesPerRound(candidate, clock)).ToArray();
        var results = candidates.Select(_ => new double[Rounds]).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < results.Length; i++)
            {
                Thread.Sleep(pause);
                candidates[i](1);
                results[i][round] = Time(candidates[i], times[i], clock) / (double)times[i];
            }
        }

        return results;
    }

    /// <summary>Lets the just-in-time compiler see everything often enough to reach its last tier, which it does in the background, and late on a busy machine.</summary>
    public static void WarmUp(IReadOnlyList<Action<int>> candidates)
    {
        const int MostTurns = 60;
        const int QuietTurns = 5;
        var (compiled, quiet) = (0L, 0);
        for (var turn = 0; turn < MostTurns && quiet < QuietTurns; turn++)
        {
            foreach (var candidate in candidates)
            {
                for (var call = 0; call < 40; call++)
                {
                    candidate(1);
                }
            }

            // Longer than the delay of 100 ms that counting of calls begins with.
            Thread.Sleep(130);
            var now = JitInfo.GetCompiledMethodCount();
            quiet = now == compiled ? quiet + 1 : 0;
            compiled = now;
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>The median of what one candidate took against another in the same round.</summary>
    public static double Ratio(double[] numerator, double[] denominator) => Median(numerator.Zip(denominator, (n, d) => n / d));

    private static int TimesPerRound(Action<int> candidate, Func<long> clock)
    {
        for (var times = 1; ; times *= 2)
        {
            var nanoseconds = Time(candidate, times, clock);
            if (nanoseconds > RoundNanoseconds / 3)
            {
                return Math.Max(1, (int)(times * RoundNanoseconds / nanoseconds));
            }
        }
    }

    private static long Time(Action<int> candidate, int times, Func<long> clock)
    {
        var start = clock();
        candidate(times);
        return clock() - start;
    }
}
