using TorchSharp;
using Whittle.Compression.Training;
using static TorchSharp.torch;

namespace Whittle.Compression.Tests.Training;

public class TeacherTests
{
    /// <summary>
    /// At T = 2 the teacher's softened distribution is (¾, ¼) and the student's (½, ½): KL = ¾ ln 1.5 + ¼ ln 0.5 = 0.1308; the task loss of equal logits is ln
    /// 2.
    /// </summary>
    [Fact]
    public void Loss_HandWorked()
    {
        Torch.Need();
        using var logits = zeros(1, 2);
        using var teacher = tensor(new float[,] { { 2 * MathF.Log(3), 0 } });
        using var label = tensor(new long[] { 1 });
        var divergence = (0.75 * Math.Log(1.5)) + (0.25 * Math.Log(0.5));
        Assert.Equal((0.9 * 4 * divergence) + (0.1 * Math.Log(2)), new Teacher(2, 0.9).Loss(logits, label, teacher).item<float>(), 1e-5);
        Assert.Equal(Math.Log(2), new Teacher(2, 0).Loss(logits, label, teacher).item<float>(), 1e-5);
    }

    [Fact]
    public void Loss_OtherClasses_GivesBothShapes()
    {
        Torch.Need();
        var message = Assert.Throws<CompressionException>(() => new Teacher().Loss(zeros(4, 3), zeros(4, dtype: ScalarType.Int64), zeros(4, 2))).Message;
        Assert.Contains("[4, 2]", message, StringComparison.Ordinal);
        Assert.Contains("[4, 3]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Label_IsTheTeachersOutput()
    {
        Torch.Need();
        using var teacher = nn.Linear(3, 2);
        var data = Teacher.Label(teacher, new TrainingSet(rand(5, 3), zeros(5, dtype: ScalarType.Int64)), batch: 2);
        Networks.Near(Networks.Values(teacher.call(data.Inputs)), Networks.Values(data.TeacherLogits!));
    }
}
