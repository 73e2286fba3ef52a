using Whittle.Tool.Verification;

namespace Whittle.Tool.Tests;

public class GuardTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void WhatWaitsForEver_IsEnded() =>
        Assert.Throws<TimeoutException>(() => Guard.Run(Waiting(Timeout.InfiniteTimeSpan), s_limit, () => TimeSpan.Zero));

    [Fact]
    public void WhatUsesTheProcessor_IsEnded()
    {
        var used = TimeSpan.Zero;
        var thrown = Assert.Throws<TimeoutException>(
            () => Guard.Run(Waiting(Timeout.InfiniteTimeSpan), s_limit, () => used += 2 * Environment.ProcessorCount * s_limit));
        Assert.Equal("not done after 0 s of processor time", thrown.Message);
    }

    // As on a machine that is busy with something else.
    [Fact]
    public void WhatGetsNoProcessor_IsWaitedFor() => Assert.Equal(7, Guard.Run(Waiting(2 * s_limit), s_limit, () => TimeSpan.Zero));

    [Fact]
    public void Failures_ArePassedOn()
    {
        var thrown = Assert.Throws<AggregateException>(() => Guard.Run<int>(() => throw new InvalidDataException("so"), TimeSpan.FromSeconds(10)));
        Assert.Equal("InvalidDataException: so", Outcome.Failed(thrown).Reason);
    }

    private static Func<int> Waiting(TimeSpan time) => () =>
    {
        Thread.Sleep(time);
        return 7;
    };
}
