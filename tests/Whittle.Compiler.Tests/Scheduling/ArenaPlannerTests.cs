using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Scheduling;
using Whittle.Plan;

namespace Whittle.Compiler.Tests.Scheduling;

public class ArenaPlannerTests
{
    [Fact]
    public void BuffersAliveTogether_NeverOverlap()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var (model, lives) = RandomModel(random);
            var (index, buffers, bytes) = ArenaPlanner.Place(model);
            Assert.Equal(lives.Count, buffers.Count);
            foreach (var (storage, first, last) in lives)
            {
                var own = buffers[index[storage]];
                Assert.Equal((storage.Name, storage.Type.Length, 0), (own.Name, own.Length, own.Offset % 64));
                Assert.True(End(own) <= bytes);
                foreach (var (other, otherFirst, otherLast) in lives.Where(life => life.Storage != storage && life.First <= last && first <= life.Last))
                {
                    var theirs = buffers[index[other]];
                    Assert.True(
                        End(own) <= theirs.Offset || End(theirs) <= own.Offset,
                        $"round {round}: {own} alive {first}-{last}, {theirs} alive {otherFirst}-{otherLast}");
                }
            }
        }
    }

    [Fact]
    public void Chain_NeedsTwoPlaces()
    {
        var model = new LoweredModel();
        var storages = Enumerable.Range(0, 6).Select(i => Storage.Temporary($"t{i}", new TensorType(ElementType.Float32, new TensorShape(100)))).ToArray();
        for (var i = 1; i < storages.Length; i++)
        {
            model.Steps.Add(Step([storages[i - 1]], storages[i]));
        }

        var (_, buffers, bytes) = ArenaPlanner.Place(model);
        Assert.Equal(2 * 448, bytes);
        Assert.Equal([0, 448], buffers.Select(buffer => buffer.Offset).Distinct().Order());
    }

    [Fact]
    public void InputsAndOutputs_TakeNoPlace()
    {
        var type = new TensorType(ElementType.Float32, new TensorShape(8));
        var model = new LoweredModel();
        model.Steps.Add(Step([new Storage("x", type, StorageKind.Input, 0)], new Storage("y", type, StorageKind.Output, 0)));
        Assert.Equal(0, ArenaPlanner.Place(model).Bytes);
    }

    private static int End(PlanBuffer buffer) => buffer.Offset + (buffer.Length * buffer.Type.Size());

    /// <summary>Steps that each write one new buffer and read some older ones, and what that makes of their lives.</summary>
    private static (LoweredModel Model, List<(Storage Storage, int First, int Last)> Lives) RandomModel(Random random)
    {
        ElementType[] types = [ElementType.Float32, ElementType.UInt8, ElementType.Int64];
        var model = new LoweredModel();
        var lives = new List<(Storage Storage, int First, int Last)>();
        var steps = random.Next(1, 25);
        for (var i = 0; i < steps; i++)
        {
            var read = new List<Storage>();
            for (var n = random.Next(3); n > 0 && lives.Count > 0; n--)
            {
                var at = random.Next(lives.Count);
                read.Add(lives[at].Storage);
                lives[at] = lives[at] with { Last = i };
            }

            var written = Storage.Temporary($"t{i}", new TensorType(types[random.Next(3)], new TensorShape(random.Next(1, 400))));
            lives.Add((written, i, i));
            model.Steps.Add(Step(read, written));
        }

        return (model, lives);
    }

    private static LoweredStep Step(IEnumerable<Storage> reads, Storage write) => new(
        "",
        "Test.Run",
        [],
        [.. reads.Select((storage, i) => new Argument($"a{i}", new Operand.Read(storage))), new Argument("output", new Operand.Write(write))]);
}
