using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using DigitDrawing;
using DigitSample;

// Images that the network has not seen: another seed than the trainer's.
const int Seed = 2026;
const int Shown = 4;
const int Count = 2000;
var images = DigitSet.Create(Seed, Count);
var begin = Stopwatch.GetTimestamp();
_ = Digits.Classify(images.Image(0));
var first = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;

for (var i = 0; i < Shown; i++)
{
    var (label, score) = Digits.Classify(images.Image(i));
    Console.WriteLine(TextPicture.Render(images.Image(i)));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"drawn: {images.Labels[i]}   recognised: {label} (score {score:0.00})\n"));
}

var right = 0;
for (var i = 0; i < Count; i++)
{
    right += Digits.Classify(images.Image(i)).Label == Digits.Labels[images.Labels[i]] ? 1 : 0;
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"accuracy         {100.0 * right / Count:0.00} % of {Count} fresh images"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"prediction       {Nanoseconds(images):0} ns on one core ({Whittle.Runtime.Isa.Best})"));
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"first prediction {first:0.0} ms, with the weights unpacked{(RuntimeFeature.IsDynamicCodeCompiled ? " and the code compiled just in time" : "")}"));
Console.WriteLine(
    string.Create(CultureInfo.InvariantCulture, $"model file       {Digits.ModelBytes:n0} bytes, weights in the assembly {Digits.WeightsBytes:n0} bytes"));
return right >= 0.98 * Count ? 0 : 1;

static double Nanoseconds(DigitSet images)
{
    Span<float> scores = stackalloc float[Digits.OutputLength];
    var best = double.MaxValue;
    for (var round = 0; round < 20; round++)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Count; i++)
        {
            Digits.Predict(images.Image(i), scores);
        }

        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Count);
    }

    return best;
}
