import {
  type ChatHistoryItem,
  type ChatWrapper,
  GeneralChatWrapper,
  type LlamaModel,
  resolveChatWrapper,
  type Token,
} from "node-llama-cpp";
import type { ChatMessage } from "#core/ports/language-model.ts";

/** Whether the file says itself how a conversation is written for its model. */
export function hasChatTemplate(model: LlamaModel): boolean {
  const template = model.fileInfo.metadata.tokenizer?.chat_template;
  return typeof template === "string" && template.trim() !== "";
}

/** node-llama-cpp's own detection where the file brings a template; else a plain one, with titles as text. */
export function chatWrapperFor(model: LlamaModel): ChatWrapper {
  return hasChatTemplate(model)
    ? resolveChatWrapper(model, {
        // A space is part of an answer that is gone on with; what begins is trimmed where it is written
        customWrapperSettings: {
          jinjaTemplate: { trimLeadingWhitespaceInResponses: false },
        },
      })
    : new GeneralChatWrapper();
}

/** The conversation as llama.cpp's chat takes it, ending with the answer that is to be written or gone on with. */
export function chatHistory(
  messages: readonly ChatMessage[],
): ChatHistoryItem[] {
  const items = messages.map((message): ChatHistoryItem => {
    if (message.role === "assistant")
      return { type: "model", response: [message.text] };
    return { type: message.role, text: message.text };
  });
  return items.at(-1)?.type === "model"
    ? items
    : [...items, { type: "model", response: [] }];
}

/** The whole prompt, the template and its special tokens included. */
export function promptTokens(
  messages: readonly ChatMessage[],
  model: LlamaModel,
  wrapper: ChatWrapper,
): Token[] {
  const { contextText } = wrapper.generateContextState({
    chatHistory: chatHistory(messages),
  });
  return contextText.tokenize(model.tokenizer);
}
