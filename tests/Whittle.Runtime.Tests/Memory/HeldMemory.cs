using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Tests.Memory;

/// <summary>What an object keeps alive: everything that its fields lead to.</summary>
internal sealed class HeldMemory
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    public HeldMemory(object root) => Visit(root);

    /// <summary>Bytes of elements in native buffers: packed weights.</summary>
    public long Native { get; private set; }

    /// <summary>Bytes of elements in arrays.</summary>
    public long Managed { get; private set; }

    private void Visit(object? item)
    {
        if (item is null or string or Type or Pointer || !_seen.Add(item))
        {
            return;
        }

        var type = item.GetType();
        if (item is NativeBlock block)
        {
            Native += (long)block.Bytes;
            return;
        }

        if (item is Array array)
        {
            Managed += array.Length * (long)SizeOf(type.GetElementType()!);
            if (!type.GetElementType()!.IsPrimitive)
            {
                foreach (var element in array)
                {
                    Visit(element);
                }
            }

            return;
        }

        for (var level = type; level is not null; level = level.BaseType)
        {
            foreach (var field in level.GetFields(Fields).Where(field => !field.FieldType.IsPrimitive && !field.FieldType.IsPointer && !field.FieldType.IsEnum))
            {
                Visit(field.GetValue(item));
            }
        }
    }

    private static int SizeOf(Type type) => type.IsValueType
        ? (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!
        : IntPtr.Size;
}
