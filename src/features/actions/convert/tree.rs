//! A front matter without its format: what a conversion must keep.

/// A key with its value and the comments around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The key.
    pub key: String,
    /// Its value.
    pub value: Node,
    /// The lines of comment above it, without `#`.
    pub above: Vec<String>,
    /// The comment behind it on its line, without `#`.
    pub behind: Option<String>,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A decimal number, as written.
    Number(String),
    /// A date or a time, as written.
    Date(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>, Lines),
    /// A map.
    Map(Vec<Member>),
}

/// Whether a list had a line per item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// It did.
    PerItem,
    /// It stood in brackets.
    One,
}

impl Node {
    /// Whether it is a list of nothing but maps, and of at least one.
    pub fn is_table_list(&self) -> bool {
        match self {
            Node::List(items, _) => {
                !items.is_empty() && items.iter().all(|item| matches!(item, Node::Map(_)))
            }
            _ => false,
        }
    }

    /// All comments inside, for a writer that has no place for them there.
    pub fn comments(&self) -> Vec<String> {
        match self {
            Node::List(items, _) => items.iter().flat_map(Node::comments).collect(),
            Node::Map(members) => members.iter().flat_map(Member::comments).collect(),
            _ => Vec::new(),
        }
    }
}

impl Member {
    /// All comments around and inside.
    pub fn comments(&self) -> Vec<String> {
        let own = self.above.iter().chain(&self.behind).cloned();
        own.chain(self.value.comments()).collect()
    }
}

/// Whether both say the same, whatever their comments and their layout. A date may have become text.
pub fn same_members(a: &[Member], b: &[Member]) -> bool {
    let alike = |(a, b): (&Member, &Member)| a.key == b.key && same(&a.value, &b.value);
    a.len() == b.len() && a.iter().zip(b).all(alike)
}

fn same(a: &Node, b: &Node) -> bool {
    match (a, b) {
        (Node::Date(a) | Node::Text(a), Node::Date(b) | Node::Text(b)) => a == b,
        (Node::List(a, _), Node::List(b, _)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Node::Map(a), Node::Map(b)) => same_members(a, b),
        _ => a == b,
    }
}
