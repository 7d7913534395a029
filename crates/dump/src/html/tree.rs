//! The tree that the HTML5 algorithm makes of a source, as an arena: deep nesting costs no stack.
//!
//! The source is handed over tag by tag, so that each text is known to stand in the part handed over last.

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, local_name, ns, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A node of the tree; 0 is the document.
pub(crate) type NodeIx = usize;

#[derive(Default)]
pub(crate) struct Node {
    pub(crate) what: What,
    pub(crate) children: Vec<NodeIx>,
    parent: Option<NodeIx>,
}

#[derive(Default)]
pub(crate) enum What {
    /// Comments, instructions, the document itself.
    #[default]
    Nothing,
    Element {
        name: Rc<QualName>,
        /// The attributes as written; absent: 1.
        rowspan: u32,
        colspan: u32,
    },
    Text {
        text: String,
        /// Its part of the source, in bytes.
        bytes: (u32, u32),
    },
}

impl Node {
    /// The local name of an element; "" of other nodes.
    pub(crate) fn name(&self) -> &str {
        match &self.what {
            What::Element { name, .. } => &name.local,
            _ => "",
        }
    }
}

pub(crate) fn parse(source: &str, at: u32) -> Vec<Node> {
    let sink = Arena { nodes: RefCell::new(vec![Node::default()]), part: Cell::new((at, at)) };
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut parser = parse_document(sink, ParseOpts { tree_builder, ..ParseOpts::default() });
    let mut from = 0;
    while from < source.len() {
        let rest = &source[from..];
        // Up to the next tag, or to the end of this one.
        let len = if rest.starts_with('<') {
            rest.find('>').map_or(rest.len(), |ix| ix + 1)
        } else {
            rest.find('<').unwrap_or(rest.len())
        };
        parser.tokenizer.sink.sink.part.set((at + from as u32, at + (from + len) as u32));
        parser.process(StrTendril::from_slice(&rest[..len]));
        from += len;
    }
    parser.finish()
}

struct Arena {
    nodes: RefCell<Vec<Node>>,
    /// The part of the source handed over last.
    part: Cell<(u32, u32)>,
}

/// A node with its name, which the algorithm asks for again and again.
#[derive(Clone)]
struct Handle {
    ix: NodeIx,
    name: Rc<QualName>,
}

fn nameless(ix: NodeIx) -> Handle {
    Handle { ix, name: Rc::new(QualName::new(None, ns!(), local_name!(""))) }
}

impl Arena {
    fn add(&self, what: What) -> NodeIx {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { what, ..Node::default() });
        nodes.len() - 1
    }

    fn put(&self, parent: NodeIx, place: Option<usize>, child: NodeOrText<Handle>) {
        let child = match child {
            NodeOrText::AppendNode(handle) => {
                self.detach(handle.ix);
                handle.ix
            }
            NodeOrText::AppendText(text) => {
                self.add(What::Text { text: text.to_string(), bytes: self.part.get() })
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes[child].parent = Some(parent);
        let children = &mut nodes[parent].children;
        let place = place.unwrap_or(children.len()).min(children.len());
        children.insert(place, child);
    }

    fn detach(&self, ix: NodeIx) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[ix].parent.take() {
            // From the end: what moves was added lately.
            if let Some(place) = nodes[parent].children.iter().rposition(|child| *child == ix) {
                nodes[parent].children.remove(place);
            }
        }
    }
}

fn span(attrs: &[Attribute], name: &str) -> u32 {
    let written = attrs.iter().find(|attr| &*attr.name.local == name).map(|attr| attr.value.trim());
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    // Beyond 32 bits is beyond every bound as well.
    written.map_or(1, |text| match &text[..digits(text)] {
        "" => 1,
        number => number.parse().unwrap_or(u32::MAX),
    })
}

impl TreeSink for Arena {
    type Handle = Handle;
    type Output = Vec<Node>;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        nameless(0)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        let name = Rc::new(name);
        let (rowspan, colspan) = (span(&attrs, "rowspan"), span(&attrs, "colspan"));
        let ix = self.add(What::Element { name: Rc::clone(&name), rowspan, colspan });
        Handle { ix, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        nameless(self.add(What::Nothing))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        nameless(self.add(What::Nothing))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(parent.ix, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        if self.nodes.borrow()[element.ix].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.ix == y.ix
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new: NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = &new {
            self.detach(node.ix);
        }
        let at = {
            let nodes = self.nodes.borrow();
            nodes[sibling.ix].parent.map(|parent| {
                let place = nodes[parent].children.iter().rposition(|child| *child == sibling.ix);
                (parent, place)
            })
        };
        let (parent, place) = at.unwrap_or((0, None));
        self.put(parent, place, new);
    }

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.ix);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[node.ix].children);
        for child in &children {
            nodes[*child].parent = Some(new_parent.ix);
        }
        nodes[new_parent.ix].children.extend(children);
    }
}
