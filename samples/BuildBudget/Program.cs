using System.Globalization;
using BudgetSample;
using DigitDrawing;

// Images that the network has not seen: another seed than the trainer's.
const int Count = 2000;
var images = DigitSet.Create(seed: 2026, Count);
var (rightFloat, rightSmall) = (0, 0);
for (var i = 0; i < Count; i++)
{
    var label = FloatDigits.Labels[images.Labels[i]];
    rightFloat += FloatDigits.Classify(images.Image(i)).Label == label ? 1 : 0;
    rightSmall += SmallDigits.Classify(images.Image(i)).Label == label ? 1 : 0;
}

Show("as trained", FloatDigits.WeightsBytes, rightFloat);
Show("int8, 80 % pruned", SmallDigits.WeightsBytes, rightSmall);
return rightSmall >= 0.97 * Count ? 0 : 1;

static void Show(string name, long bytes, int right) =>
    Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name,-18} {bytes,8:n0} bytes of weights, {100.0 * right / Count:0.00} % of {Count} fresh images right"));
