using AngleSharp.Dom;

namespace Mhg.Html;

internal static class NodeWalk
{
    /// <summary>
    /// Visits nodes in document order without recursion, so that depth never costs stack.
    /// <paramref name="enter"/> says whether an element's children are visited; if so, <paramref name="leave"/> follows them.
    /// </summary>
    public static void Walk(INodeList nodes, Func<INode, bool> enter, Action<IElement> leave)
    {
        var open = new Stack<(IElement? Element, INodeList Children, int Next)>();
        open.Push((null, nodes, 0));
        while (open.TryPop(out var frame))
        {
            if (frame.Next == frame.Children.Length)
            {
                if (frame.Element is not null)
                    leave(frame.Element);
                continue;
            }
            open.Push(frame with { Next = frame.Next + 1 });
            var node = frame.Children[frame.Next];
            if (enter(node) && node is IElement element)
                open.Push((element, element.ChildNodes, 0));
        }
    }
}
