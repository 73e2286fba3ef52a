namespace Whittle.Runtime.Tests;

public class BatchPortsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1_000_000)]
    [InlineData(7, 1)]
    [InlineData(1000, 1)]
    [InlineData(1000, 1_000_000)]
    public void Run_AnyCount_VisitsEverySampleOnce(int count, long operations)
    {
        var floats = Enumerable.Range(0, count * 3).Select(i => (float)i).ToArray();
        var bytes = Enumerable.Range(0, count).Select(i => (byte)i).ToArray();
        var sums = new double[count];
        var visits = new int[count * 2];
        var batch = new BatchPorts(count);
        batch.Add((ReadOnlySpan<float>)floats, 3);
        batch.Add((ReadOnlySpan<byte>)bytes, 1);
        batch.Add(sums.AsSpan(), 1);
        batch.Add(visits.AsSpan(), 2);
        batch.Run(operations, static sample =>
        {
            var input = sample.Input<float>(0);
            sample.Output<double>(2)[0] = input[0] + input[1] + input[2] + sample.Input<byte>(1)[0];
            sample.Output<int>(3)[1]++;
        });
        for (var i = 0; i < count; i++)
        {
            Assert.Equal((9d * i) + 3 + (byte)i, sums[i]);
            Assert.Equal(0, visits[2 * i]);
            Assert.Equal(1, visits[(2 * i) + 1]);
        }
    }

    [Theory]
    [InlineData(0, 16, 1)]
    [InlineData(15, 16, 1_000_000)]
    [InlineData(17, 16, 1_000_000)]
    [InlineData(1000, 16, 1_000_000)]
    [InlineData(1000, 7, 1)]
    public void Run_SeveralTogether_VisitsEverySampleOnce_InFullCallsButTheLast(int count, int together, long operations)
    {
        var inputs = Enumerable.Range(0, count * 2).ToArray();
        var outputs = new int[count];
        var calls = 0;
        var batch = new BatchPorts(count);
        batch.Add((ReadOnlySpan<int>)inputs, 2);
        batch.Add(outputs.AsSpan(), 1);
        batch.Run(operations, together, samples =>
        {
            Interlocked.Increment(ref calls);
            var input = samples.Input<int>(0);
            var output = samples.Output<int>(1);
            Assert.Equal(2 * samples.Count, input.Length);
            for (var i = 0; i < samples.Count; i++)
            {
                output[i] += input[2 * i] + input[(2 * i) + 1] + 1;
            }
        });
        Assert.Equal(Enumerable.Range(0, count).Select(i => (4 * i) + 2), outputs);
        Assert.Equal((count + together - 1) / together, calls);
    }

    [Fact]
    public void Run_LittleWork_StaysOnTheCallingThread() => Assert.Equal([Environment.CurrentManagedThreadId], ThreadsOf(100, 1));

    [Fact]
    public void Run_MuchWork_TakesSeveralThreads()
    {
        Assert.SkipWhen(Environment.ProcessorCount == 1, "needs two cores");
        Assert.NotEqual([Environment.CurrentManagedThreadId], ThreadsOf(100, 1_000_000));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void Run_ActionThrows_ComesOutUnwrapped(long operations)
    {
        var exception = Assert.Throws<InvalidTimeZoneException>(() =>
        {
            var batch = new BatchPorts(64);
            batch.Add(new int[64].AsSpan(), 1);
            batch.Run(operations, static sample => throw new InvalidTimeZoneException("mine"));
        });
        Assert.Equal("mine", exception.Message);
    }

    [Fact]
    public void Add_WrongLengthOrTooMany_Throws()
    {
        Assert.Throws<ArgumentException>(() => new BatchPorts(4).Add(new int[7].AsSpan(), 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchPorts(-1));
        Assert.Throws<ArgumentException>(() =>
        {
            var batch = new BatchPorts(1);
            for (var i = 0; i <= BatchPorts.Maximum; i++)
            {
                batch.Add(new int[1].AsSpan(), 1);
            }
        });
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            var batch = new BatchPorts(1);
            batch.Add(new int[1].AsSpan(), 1);
            batch.Run(1, static sample => sample.Input<int>(1));
        });
    }

    private static int[] ThreadsOf(int count, long operations)
    {
        var threads = new int[count];
        var batch = new BatchPorts(count);
        batch.Add(threads.AsSpan(), 1);
        batch.Run(operations, static sample =>
        {
            Thread.SpinWait(20_000);
            sample.Output<int>(0)[0] = Environment.CurrentManagedThreadId;
        });
        return [.. threads.Distinct()];
    }
}
